import { describe, expect, it } from '@jest/globals'
import type { AvroSchema } from './avro-schema'
import { canonicalForm } from './canonical-form'
import { crc64Avro, fingerprint } from './fingerprint'

/** Of Avro's own test file, share/test/data/schema-tests.txt: the fingerprint as a signed number. */
const AVRO: readonly (readonly [AvroSchema, bigint])[] = [
  ['null', 7195948357588979594n],
  ['boolean', -6970731678124411036n],
  ['int', 8247732601305521295n],
  ['long', -3434872931120570953n],
  ['string', -8142146995180207161n],
  [{ name: 'foo', type: 'record', fields: [] }, -4824392279771201922n],
  [{ name: 'foo', type: 'record', fields: [{ name: 'f1', type: 'boolean' }] }, 7843277075252814651n],
  [{ name: 'foo', type: 'fixed', size: 15 }, 1756455273707447556n],
  [
    { name: 'PigValue', type: 'record', fields: [{ name: 'value', type: ['null', 'int', 'long', 'PigValue'] }] },
    -1759257747318642341n,
  ],
]

describe('fingerprint', () => {
  it.each(AVRO)('of %j is that of Avro', (schema, expected) => {
    expect(fingerprint(schema).readBigInt64LE()).toBe(expected)
  })

  it('is CRC-64-AVRO of any bytes', () => {
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64LE(crc64Avro(Buffer.from('hello world')))
    expect(bytes.toString('hex')).toBe('60335ba6d0415528')
  })
})

describe('canonicalForm', () => {
  it('keeps what says how bytes are read, in its order, with full names', () => {
    const schema: AvroSchema = {
      type: 'record',
      doc: 'an order',
      namespace: 'shop',
      name: 'Order',
      aliases: ['Purchase'],
      fields: [
        { name: 'id', type: { type: 'string', logicalType: 'uuid' }, doc: 'x' },
        { name: 'state', type: { type: 'enum', symbols: ['NEW', 'PAID'], name: 'State' }, default: 'NEW' },
        { name: 'before', type: ['null', 'State', { type: 'array', items: 'Order' }] },
        { name: 'tax', type: { type: 'fixed', name: 'money.Tax', size: 4 } },
      ],
    }
    expect(JSON.parse(canonicalForm(schema))).toEqual({
      name: 'shop.Order',
      type: 'record',
      fields: [
        { name: 'id', type: 'string' },
        { name: 'state', type: { name: 'shop.State', type: 'enum', symbols: ['NEW', 'PAID'] } },
        { name: 'before', type: ['null', 'shop.State', { type: 'array', items: 'shop.Order' }] },
        { name: 'tax', type: { name: 'money.Tax', type: 'fixed', size: 4 } },
      ],
    })
  })

  it('does not look at the namespace beside a name with dots', () => {
    const inner = { name: 'in', type: { type: 'fixed', name: 'Fx', size: 1 } } as const
    const schema = { type: 'record', name: 'ns.R', namespace: 'x', fields: [inner] } as const
    expect(canonicalForm(schema)).toContain('"name":"ns.Fx"')
  })
})
