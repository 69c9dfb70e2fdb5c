import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { outputFault } from './output-file'

describe('the file of --output', () => {
  let folder = ''
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'demo-test-'))
    writeFileSync(join(folder, 'there'), 'kept')
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it.each([
    ['', /^name a file$/],
    ['.', /^it is a folder/],
    ['nowhere/x', /^make the folder \S+nowhere first$/],
    ['there/x', /^make the folder \S+there first$/],
  ])('is refused when it is "%s"', (name, fault) => {
    expect(outputFault(name === '' ? '' : join(folder, name))).toMatch(fault)
  })

  it.each(['new', 'there'])('may be a file that is %s, which the check leaves as it is', (name) => {
    expect(outputFault(join(folder, name))).toBeUndefined()
    expect(readdirSync(folder)).toEqual(['there'])
    expect(readFileSync(join(folder, 'there'), 'utf8')).toBe('kept')
  })
})
