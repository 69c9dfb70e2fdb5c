import { afterAll, afterEach, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const program = join(__dirname, '../dist/avro-soak/main.js')
const folder = mkdtempSync(join(tmpdir(), 'soak-test-'))
afterEach(() => {
  expect(readdirSync(folder)).toEqual([])
})
afterAll(() => rmSync(folder, { recursive: true }))

function run(...args: string[]) {
  const env = { ...process.env, TMPDIR: folder }
  return spawnSync(process.execPath, [program, ...args], { encoding: 'utf8', env })
}

/** Faults of a codec, and how they are told. */
const PLANTED: readonly (readonly [fault: string, told: RegExp])[] = [
  ['throws', /broken: TypeError: planted/],
  ['hangs', /broken: no answer within 4 s/],
  ['never-answers', /broken: it ended before its last payload/],
  ['takes-all-memory', /broken: it ended with SIGABRT|broken: it ended with exit code 134/],
  ['takes-too-much', /broken: RangeError: \d+ bytes of heap/],
  ['gives-too-many', /broken: RangeError: 20000 items/],
]

describe('a soak of Avro payloads', () => {
  it.each(PLANTED)('finds a codec that %s, and names the payload', (fault, told) => {
    const { status, stdout } = run('--planted', fault, '--payloads', '5000', '--seed', '1', '--deadline', '4')
    expect(stdout).toMatch(told)
    expect(stdout).toMatch(/seed 1, payload \d+, schema of the vector [a-z0-9-]+, header null: f[0-9a-f]+$/m)
    expect([status, stdout.trim().split('\n').at(-1)]).toEqual([1, '0 passed, 1 failed'])
  })

  it('draws the same payloads for the same seed', () => {
    const [one, other] = [0, 1].map(() => {
      const { stdout } = run('--only', 'TypeScript, plain', '--payloads', '2000', '--seed', '7')
      return stdout.split('\n').slice(0, 3)
    })
    expect(one).toEqual(other)
  })

  it('refuses wrong usage with exit code 2', () => {
    expect([run('--payloads', 'many').status, run('--only', 'COBOL').status]).toEqual([2, 2])
  })
})
