import { expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { KEYS } from '../keys'

const ROOT = join(__dirname, '../../..')
const read = (path: string) => readFileSync(join(ROOT, path), 'utf8')

/** The first column of the table that gives reasons. */
function keysWithAReason(): string[] {
  const [, section = ''] = read('RATIONALE.md').split('## Which targets are missed, and why?')
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('| `'))
  return rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`(\S+)`/g)].map(([, key = '']) => key))
}

it('gives a reason for every target that the published figures do not reach', () => {
  const { keys } = JSON.parse(read('benchmarks/results.json')) as { keys: Record<string, { verdict?: string }> }
  const missed = KEYS.map(({ name }) => name).filter((name) => keys[name]?.verdict === 'misses')
  expect(missed.filter((name) => !keysWithAReason().includes(name))).toEqual([])
})
