import { afterAll, describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { AvroSchema } from '../schema/avro-schema'
import { fileRegistry } from './file-registry'

const folder = mkdtempSync(join(tmpdir(), 'file-registry-'))
afterAll(() => rmSync(folder, { recursive: true }))

describe('a registry in a file', () => {
  it('gives a schema the same id under every subject, also to those who ask at once', async () => {
    const path = join(folder, 'schemas.json')
    const registry = fileRegistry(path)
    const [first, other, again] = await Promise.all([
      registry.register('a-value', 'long'),
      registry.register('b-value', { type: 'array', items: 'int' }),
      registry.register('c-value', 'long'),
    ])
    expect([first.id, other.id, again.id]).toEqual([1, 2, 1])
    expect(again.guid).toBe(first.guid)
    const reopened = fileRegistry(path)
    expect(await reopened.schemaById(2)).toEqual({ type: 'array', items: 'int' })
    expect(await reopened.schemaByGuid(String(first.guid))).toBe('long')
    expect(await reopened.lookUp('c-value', 'long')).toEqual(first)
    await expect(reopened.lookUp('d-value', 'long')).rejects.toMatchObject({
      reason: 'unknown_schema',
      subject: 'd-value',
    })
  })

  it('takes a schema for the same whose members stand in another order', async () => {
    const path = join(folder, 'reviewed.json')
    const registry = fileRegistry(path)
    const first = await registry.register('a-value', { type: 'fixed', name: 'F', size: 2 })
    const again = JSON.parse('{"size": 2, "name": "F", "type": "fixed"}') as AvroSchema
    expect(await registry.lookUp('a-value', again)).toEqual(first)
    expect(await registry.register('b-value', again)).toEqual(first)
    await expect(registry.lookUp('a-value', { type: 'fixed', name: 'F', size: 3 })).rejects.toThrow('it is not in')
  })

  it('loses nothing that two of them register at once', async () => {
    const path = join(folder, 'two.json')
    const [a, b] = await Promise.all([
      fileRegistry(path).register('a-value', 'long'),
      fileRegistry(path).register('b-value', 'int'),
    ])
    expect([a.id, b.id]).toEqual([1, 2])
    expect(await fileRegistry(path).schemaById(1)).toBe('long')
  })

  it('is not there, which is no fault of a record, and cannot be written, which loses none', async () => {
    const path = join(folder, 'nowhere/schemas.json')
    const reading = fileRegistry(path).schemaById(1)
    await expect(reading).rejects.toMatchObject({ reason: 'unreachable', isPassing: true })
    await expect(reading).rejects.toThrow('there is no such file')
    await expect(fileRegistry(path).register('a-value', 'long')).rejects.toMatchObject({ reason: 'unreachable' })
  })

  it.each([
    ['{"schemas": 1}', 'it has no list `schemas`'],
    ['null', 'it has no list `schemas`'],
    ['{"schemas": [null]}', '`schemas[0]` has no id, guid, subjects and schema'],
    [
      '{"schemas": [{"id": 1, "guid": "", "subjects": [], "schema": "int"}, {"id": 2, "schema": "long"}]}',
      '`schemas[1]` has no',
    ],
    ['{"schemas": [', 'JSON'],
  ])('says what is wrong with %s', async (text, why) => {
    const path = join(folder, 'broken.json')
    writeFileSync(path, text)
    const reading = fileRegistry(path).schemaById(1)
    await expect(reading).rejects.toMatchObject({ reason: 'garbage', registry: path, id: 1 })
    await expect(reading).rejects.toThrow(why)
  })
})
