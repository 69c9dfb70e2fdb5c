import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { makeFolder, temporaryFolder } from './folder'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harness-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('a folder is made with those above it, and may be there', () => {
  makeFolder(join(folder, 'a/b/c'))
  makeFolder(join(folder, 'a/b/c'))
  expect(existsSync(join(folder, 'a/b/c'))).toBe(true)
})

test('where no folder can be made that is an error, and soon', () => {
  writeFileSync(join(folder, 'file'), '')
  expect(() => makeFolder(join(folder, 'file/a'))).toThrow(/ENOTDIR/)
  expect(() => makeFolder(join(folder, 'file'))).toThrow(/EEXIST/)
  if (existsSync('/proc/self')) expect(() => makeFolder('/proc/nope/a')).toThrow(/ENOENT/)
})

test('a temporary folder that is not there is said with the variable that names it', () => {
  expect(() => temporaryFolder(join(folder, 'gone'))).toThrow(
    `the temporary folder ${folder}/gone is not there: make it, or let TMPDIR name another`,
  )
})
