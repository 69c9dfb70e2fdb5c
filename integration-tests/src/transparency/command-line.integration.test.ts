import { describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const program = join(__dirname, '../../dist/transparency/main.js')
const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })

describe('npm run transparency', () => {
  it('compares some scenarios on a broker of its own, and catches their mutants', () => {
    const { status, stdout } = run('--filter', 'transaction: ', '--json')
    const summary = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, number>
    expect(summary).toMatchObject({ differences: 0, runs: [{ kafka: '4.1.1', brokers: 1 }] })
    expect(summary['scenarios']).toBeGreaterThanOrEqual(10)
    expect(summary['mutants']).toBeGreaterThanOrEqual(5)
    expect(summary['caught']).toBe(summary['mutants'])
    expect(status).toBe(0)
  })
  it.each([
    [['--kafka', '1.0'], /choose from 4\.1\.1, 3\.9\.2/],
    [['--brokers', '0'], /give 1 to 9/],
    [['--filtre'], /unknown option '--filtre'[\s\S]*--filter/],
    [['--filter', 'none is named so'], /leaves none of \d+ scenarios/],
    [['orders'], /options only, and no argument 'orders'/],
  ])('refuses %j with exit code 2', (args, text) => {
    const { status, stderr } = run(...args)
    expect(stderr).toMatch(text)
    expect(status).toBe(2)
  })
})
