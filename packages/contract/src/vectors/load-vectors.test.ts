import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadVectors } from './load-vectors'

const extract = {
  id: 'a-1',
  title: 't',
  why: 'w',
  must: ['A-1'],
  catches: [],
  carrier: [['6b', null]],
  expected: { context: null, baggage: [], decision: null, links: [], faults: [] },
}
const inject = {
  id: 'a-2',
  title: 't',
  why: 'w',
  must: [],
  catches: [],
  headers: [],
  context: null,
  baggage: [],
  expected: { headers: [['6b', '76']], lost: { baggage: 0 } },
}
const file = (change: object = {}) => ({ topic: 'a', extract: [extract], inject: [inject], ...change })

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'vectors-'))
})
afterEach(() => rmSync(folder, { recursive: true }))
const write = (name: string, value: unknown) => writeFileSync(join(folder, name), JSON.stringify(value))

it('reads files by name, extract before inject, and knows the topic', () => {
  write('b.json', file({ topic: 'b', extract: [{ ...extract, id: 'b-1' }], inject: [] }))
  write('a.json', file())
  write('notes.txt', 'not read')
  expect(loadVectors(folder).map(({ id, ask, topic }) => [id, ask, topic])).toEqual([
    ['a-1', 'extract', 'a'],
    ['a-2', 'inject', 'a'],
    ['b-1', 'extract', 'b'],
  ])
})

describe('refuses, and names the file,', () => {
  it.each([
    [
      'an odd number of digits',
      file({ extract: [{ ...extract, carrier: [['6', null]] }] }),
      /a\.json: extract\.0\.car/,
    ],
    ['a missing value', file({ extract: [{ ...extract, carrier: [['6b']] }] }), /a\.json: extract\.0\.carrier\.0/],
    ['a missing expectation', file({ inject: [{ ...inject, expected: {} }] }), /a\.json: inject\.0\.expected/],
    ['another layout', { vectors: [] }, /a\.json: it must have required property 'topic'/],
  ])('%s', (_name, value, message) => {
    write('a.json', value)
    expect(() => loadVectors(folder)).toThrow(message)
  })

  it('an id that is there twice', () => {
    write('a.json', file())
    write('b.json', file())
    expect(() => loadVectors(folder)).toThrow('vector a-1 is both in a.json and in b.json')
  })

  it('what is no JSON', () => {
    writeFileSync(join(folder, 'a.json'), '{')
    expect(() => loadVectors(folder)).toThrow(/^cannot read .*a\.json: /)
  })

  it('a folder that holds none, or is not there', () => {
    expect(() => loadVectors(folder)).toThrow(/^no vectors in /)
    expect(() => loadVectors(join(folder, 'x'))).toThrow(/^cannot read the folder of vectors: ENOENT/)
  })
})
