import { expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const program = join(__dirname, '../dist/differential/main.js')
const run = (...args: string[]) => spawnSync(process.execPath, [program, ...args], { encoding: 'utf8' })

it('TypeScript and Rust make the same of 20,000 random carriers, of every format and every fault', () => {
  const { status, stdout } = run('--count', '20000', '--json')
  expect(stdout).toMatch(/^20000 carriers, 0 differences$/m)
  expect(JSON.parse(stdout.trim().split('\n').at(-1) ?? '')).toMatchObject({ differences: 0, gaps: [] })
  expect(status).toBe(0)
})

it('refuses wrong usage with exit code 2', () => {
  expect(run('--count', 'many').status).toBe(2)
})
