import { describe, expect, it } from '@jest/globals'
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

const ORDER: AvroSchema = {
  type: 'record',
  name: 'shop.Order',
  fields: [
    { name: 'id', type: 'long' },
    {
      name: 'lines',
      type: { type: 'array', items: { type: 'record', name: 'Line', fields: [{ name: 'sku', type: 'string' }] } },
    },
    { name: 'notes', type: { type: 'map', values: ['null', 'int'] } },
  ],
}
const LIST: AvroSchema = {
  type: 'record',
  name: 'Node',
  fields: [{ name: 'next', type: ['null', 'Node'] }],
}

describe('a check of a payload', () => {
  it.each<[AvroSchema, string, string]>([
    ['null', '', 'fits'],
    ['null', '00', 'trailing_bytes 0'],
    ['boolean', '01', 'fits'],
    ['boolean', '02', 'bad_boolean 0'],
    ['boolean', '', 'truncated 0'],
    ['int', 'ffffffff0f', 'fits'],
    ['int', 'ffffffff10', 'bad_varint 0'],
    ['int', '8080808080 00', 'bad_varint 0'],
    ['int', '80', 'truncated 0'],
    ['long', 'ffffffffffffffffff01', 'fits'],
    ['long', 'ffffffffffffffffff02', 'bad_varint 0'],
    ['float', '000000', 'truncated 0'],
    ['double', '0000000000000000', 'fits'],
    ['string', '06 616263', 'fits'],
    ['string', '08 616263', 'truncated 0'],
    ['string', '05 616263', 'bad_length 0'],
    // 2 GB in 20 bytes
    ['string', '8080808010 616263', 'truncated 0'],
    ['string', '04 c3bc', 'fits'],
    ['string', '04 c328', 'bad_utf8 1'],
    ['bytes', '04 c328', 'fits'],
    [{ type: 'fixed', name: 'F', size: 3 }, '0102', 'truncated 0'],
    [{ type: 'enum', name: 'E', symbols: ['A', 'B'] }, '02', 'fits'],
    [{ type: 'enum', name: 'E', symbols: ['A', 'B'] }, '04', 'bad_symbol 0'],
    [{ type: 'enum', name: 'E', symbols: ['A', 'B'] }, '01', 'bad_symbol 0'],
    [['null', 'int'], '0202', 'fits'],
    [['null', 'int'], '04', 'bad_branch 0'],
    [['null', 'int'], '01', 'bad_branch 0'],
    [{ type: 'array', items: 'int' }, '04 0204 00', 'fits'],
    // a block that has its bytes beside it
    [{ type: 'array', items: 'int' }, '03 04 0204 00', 'fits'],
    [{ type: 'array', items: 'int' }, '03 06 0204 00', 'bad_block 4'],
    [{ type: 'array', items: 'int' }, '04 02', 'truncated 2 [1]'],
    [{ type: 'map', values: 'int' }, '02 0261 80', 'truncated 3 ["a"]'],
    [{ type: 'map', values: 'int' }, '02 125f5f70726f746f5f5f 00 00', 'bad_key 1'],
    [{ type: 'long', logicalType: 'timestamp-millis' }, 'ffffffffffffffffff01', 'bad_value 0'],
    [{ type: 'int', logicalType: 'date' }, 'ffffffff0f', 'bad_value 0'],
    [{ type: 'string', logicalType: 'uuid' }, '06 616263', 'bad_value 0'],
    [{ type: 'bytes', logicalType: 'decimal', precision: 2, scale: 1 }, '02 63', 'fits'],
    [{ type: 'bytes', logicalType: 'decimal', precision: 2, scale: 1 }, '02 64', 'bad_value 0'],
    [{ type: 'bytes', logicalType: 'decimal', precision: 2, scale: 1 }, '00', 'bad_value 0'],
    // no decimal, and so bytes
    [{ type: 'bytes', logicalType: 'decimal', precision: 2, scale: 3 }, '00', 'fits'],
  ])('of %j, %s: %s', (schema, hex, expected) => {
    expect(outcome(schema, hex)).toBe(expected)
  })

  it('names the field', () => {
    expect(outcome(ORDER, '02 04 0261 08')).toBe('truncated 4 lines[1].sku')
    expect(outcome(ORDER, '02 00 02 0278 06')).toBe('bad_branch 5 notes["x"]')
  })

  it('counts items that take no bytes', () => {
    expect(outcome({ type: 'array', items: 'null' }, '80897a 00')).toBe('fits')
    expect(outcome({ type: 'array', items: 'null' }, '82897a 00')).toBe('too_many_items 3')
    expect(outcome({ type: 'array', items: 'null' }, 'feffffffffffffffff01')).toBe('too_many_items 10')
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
