import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from '@jest/globals'
import { findExecutable } from './executable'

const folder = mkdtempSync(join(tmpdir(), 'harness-test-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('finds a command in the first folder of PATH that has it as an executable file', () => {
  const [first, second, third] = ['first', 'second', 'third'].map((name) => join(folder, name))
  for (const path of [first, second, third]) mkdirSync(path ?? '')
  mkdirSync(join(first ?? '', 'tool'))
  writeFileSync(join(second ?? '', 'tool'), '', { mode: 0o644 })
  writeFileSync(join(third ?? '', 'tool'), '')
  chmodSync(join(third ?? '', 'tool'), 0o755)
  const PATH = `${folder}/missing:${first ?? ''}:${second ?? ''}:${third ?? ''}`
  expect(findExecutable('tool', { PATH })).toBe(join(third ?? '', 'tool'))
  expect(findExecutable('other', { PATH })).toBeUndefined()
  expect(findExecutable(join(third ?? '', 'tool'), {})).toBe(join(third ?? '', 'tool'))
  expect(findExecutable(join(second ?? '', 'tool'), {})).toBeUndefined()
})

test('finds nothing on an empty PATH and never looks into the working folder', () => {
  expect(findExecutable('node', { PATH: '' })).toBeUndefined()
  expect(findExecutable('node', {})).toBeUndefined()
  expect(findExecutable('package.json', { PATH: '.:' })).toBeUndefined()
})
