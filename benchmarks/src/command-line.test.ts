import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { readCommandLine } from './command-line'

const read = (...given: string[]) => readCommandLine(['node', 'bench', ...given])

describe('the command line', () => {
  afterEach(() => void jest.restoreAllMocks())

  it('measures the whole table by default, and writes the page', () => {
    expect(read()).toEqual({ all: false, quick: false, json: false, only: [], minutes: 24, planted: 0, write: true })
  })

  it('takes keys in full, or the first part of them', () => {
    expect(read('--only', 'consumer.vsOtel', 'inject').only).toEqual([
      'consumer.vsOtel',
      'inject.w3c',
      'inject.jaeger',
      'inject.live',
    ])
  })

  it('takes the first part of what is beside the table too', () => {
    const { only, write } = read('--only', 'growth')
    expect(only.length).toBeGreaterThan(1)
    expect(only.every((name) => name.startsWith('growth.'))).toBe(true)
    expect(write).toBe(false)
  })

  it.each([['--quick'], ['--only', 'rust'], ['--planted', '5']])(
    'does not overwrite the page by part of it: %s',
    (...given) => {
      expect(read(...given).write).toBe(false)
    },
  )

  it('writes another page, also of a part', () => {
    expect(read('--page', 'node-24', '--only', 'rust')).toMatchObject({ page: 'node-24', write: true })
    expect(read('--page', 'node-24', '--quick').write).toBe(false)
  })

  it('is quick in two minutes', () => expect(read('--quick', '--json')).toMatchObject({ minutes: 2, json: true }))

  it.each([
    [['--only', 'fast']],
    [['--only', 'consumer.v']],
    [['--minutes', '0']],
    [['--what']],
    [['--page', '../x']],
    [['producer']],
  ])('ends with 2 for %j', (given) => {
    jest.spyOn(process.stderr, 'write').mockReturnValue(true)
    const exit = jest.spyOn(process, 'exit').mockImplementation((code) => {
      throw new Error(`exit ${String(code)}`)
    })
    expect(() => read(...given)).toThrow('exit 2')
    expect(exit).toHaveBeenCalledWith(2)
  })
})
