import { describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

interface Figure {
  readonly value: number
}

/** What noise may bend. Planted work moves the ratios by more than that: 5 us a fifth of a handled message, 20 us half of a sent one. */
const TOLERANCE = 0.15

describe('the benchmark', () => {
  it.each([
    ['5', 'consumer.eachMessage'],
    ['20', 'producer.perMessage'],
  ])(
    'notices %s us of work that are planted into each message: %s',
    async (us, key) => {
      const program = join(__dirname, '../dist/main.js')
      const options = ['--planted', us, '--only', key, '--minutes', '0.1', '--json']
      const { stdout } = await promisify(execFile)(process.execPath, [program, ...options])
      const figures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, Figure>
      const valueOf = (name: string) => figures[name]?.value ?? NaN
      // what the planted work must cost is more than noise, so that without it the second look would fail
      expect(valueOf(`${key}.expected`) / valueOf(`${key}.unplanted`)).toBeLessThan(1 / (1 + TOLERANCE))
      // round by round, so that what weighs on both does not count
      expect(Math.abs(valueOf(`${key}.overExpected`) - 1)).toBeLessThan(TOLERANCE)
    },
    300_000,
  )
})
