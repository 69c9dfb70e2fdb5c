import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { cacheFolder, madeCacheFolder } from './cache-folder'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harness-test-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test.each([
  [{ FILROUGE_CACHE: '/c', XDG_CACHE_HOME: '/x', HOME: '/h' }, '/c'],
  [{ FILROUGE_CACHE: 'c', HOME: '/h' }, resolve('c')],
  [{ XDG_CACHE_HOME: '/x', HOME: '/h' }, '/x/filrouge'],
  [{ XDG_CACHE_HOME: 'x', HOME: '/h' }, '/h/.cache/filrouge'],
  [{ FILROUGE_CACHE: '', HOME: '/h' }, '/h/.cache/filrouge'],
])('the cache of %j is %s', (environment, expected) => {
  expect(cacheFolder(environment)).toBe(expected)
})

test.each([
  ['a file', 'file', 'EEXIST'],
  ['in a file', 'file/cache', 'ENOTDIR'],
])('a cache that is %s is refused with the variable', (_what, name, code) => {
  writeFileSync(join(folder, 'file'), '')
  const path = join(folder, name)
  expect(() => madeCacheFolder({ FILROUGE_CACHE: path })).toThrow(
    new RegExp(
      `^the cache folder ${path} cannot be made \\(${code}.*\\): let FILROUGE_CACHE name a folder that can be written to$`,
    ),
  )
})
