import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AvroSchema } from '../schema/avro-schema'
import { PayloadFault } from '../errors/payload-fault'
import { PAYLOAD_LIMITS } from './payload-limits'
import { payloadCheck } from './check-payload'

/** `reason byte path` of what does not fit, or `fits`. */
function outcome(schema: AvroSchema, hex: string, limits = {}): string {
  try {
    payloadCheck(schema)(Buffer.from(hex.replaceAll(' ', ''), 'hex'), 0, { ...PAYLOAD_LIMITS, ...limits })
    return 'fits'
  } catch (error) {
    if (!(error instanceof PayloadFault)) throw error
    return [error.reason, error.offset, error.path].join(' ').trim()
  }
}

/** Those of every language. */
const { payloads } = JSON.parse(readFileSync(join(__dirname, '../../../../spec/avro-payloads.json'), 'utf8')) as {
  payloads: [AvroSchema, string, string][]
}
const LIST: AvroSchema = {
  type: 'record',
  name: 'Node',
  fields: [{ name: 'next', type: ['null', 'Node'] }],
}

describe('a check of a payload', () => {
  it.each(payloads)('of %j, %s: %s', (schema, hex, expected) => expect(outcome(schema, hex)).toBe(expected))

  it('refuses a key that an object cannot hold', () => {
    expect(outcome({ type: 'map', values: 'int' }, '02 125f5f70726f746f5f5f 00 00')).toBe('bad_key 1')
  })

  it('counts how deep a schema goes that refers to itself', () => {
    expect(outcome(LIST, `${'02'.repeat(64)}00`)).toBe('fits')
    expect(outcome(LIST, `${'02'.repeat(65)}00`)).toMatch(/^too_deep 65 next\.next/)
    expect(outcome(LIST, '02'.repeat(1_000_000), { depth: 100 })).toMatch(/^too_deep 101/)
  })

  it('looks at no payload that is longer than it may be', () => {
    expect(outcome('bytes', '06 010203', { bytes: 3 })).toBe('too_long 3')
  })

  it('refuses a name that is not defined', () => {
    expect(() => payloadCheck(['null', 'Unknown'])).toThrow('no type Unknown')
  })
})
