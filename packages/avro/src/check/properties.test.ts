import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { AvroType } from '../avro-type'
import { PayloadFault } from '../errors/payload-fault'
import type { AvroSchema } from '../schema/avro-schema'
import { PAYLOAD_LIMITS } from './payload-limits'

const primitive = fc.constantFrom('null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string')
const logical = fc.constantFrom<AvroSchema>(
  { type: 'long', logicalType: 'timestamp-millis' },
  { type: 'long', logicalType: 'timestamp-micros' },
  { type: 'int', logicalType: 'date' },
  { type: 'string', logicalType: 'uuid' },
  { type: 'bytes', logicalType: 'decimal', precision: 12, scale: 3 },
)
/** Any schema, whose named types have names of their own. */
const schemas = fc
  .letrec<{ any: AvroSchema; record: AvroSchema }>((tie) => ({
    record: fc.array(tie('any'), { maxLength: 4 }).map((types): AvroSchema => ({
      type: 'record',
      name: 'R',
      fields: types.map((type, index) => ({ name: `f${index}`, type })),
    })),
    any: fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      primitive,
      logical,
      fc.constant<AvroSchema>({ type: 'enum', name: 'E', symbols: ['A', 'B'] }),
      fc.constant<AvroSchema>({ type: 'fixed', name: 'F', size: 3 }),
      tie('any').map((items): AvroSchema => ({ type: 'array', items })),
      tie('any').map((values): AvroSchema => ({ type: 'map', values })),
      tie('record'),
      primitive.filter((type) => type !== 'null').map((type): AvroSchema => ['null', type]),
    ),
  }))
  .any.map((schema) => renamed(schema, { count: 0 }))

/** Names must not repeat within a schema. */
function renamed(schema: AvroSchema, names: { count: number }): AvroSchema {
  if (typeof schema === 'string') return schema
  if (Array.isArray(schema)) return schema.map((branch: AvroSchema) => renamed(branch, names))
  const given = schema as Exclude<AvroSchema, string | readonly AvroSchema[]>
  const name = 'name' in given ? { name: `${given.name}${names.count++}` } : {}
  if (given.type === 'array') return { ...given, items: renamed(given.items, names) }
  if (given.type === 'map') return { ...given, values: renamed(given.values, names) }
  if (given.type !== 'record' && given.type !== 'error') return { ...given, ...name }
  return { ...given, ...name, fields: given.fields.map((field) => ({ ...field, type: renamed(field.type, names) })) }
}

/** Bytes that are often lengths, counts and branches that exist. */
const payloads = fc
  .array(fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 6, 8), fc.integer({ min: 0, max: 255 })), { maxLength: 16 })
  .map((bytes) => Buffer.from(bytes))

/** With fewer items than bytes a payload is gone over first. */
function outcome(type: AvroType, payload: Buffer, items = PAYLOAD_LIMITS.items): object {
  try {
    return { value: type.readerOf(type)(payload, 0, { ...PAYLOAD_LIMITS, items }) }
  } catch (error) {
    if (!(error instanceof PayloadFault)) throw error
    return { reason: error.reason, offset: error.offset, path: error.path }
  }
}

describe('any payload of any schema', () => {
  it('is a fault, or a value whose own bytes are read as the same value', () => {
    let values = 0
    fc.assert(
      fc.property(schemas, fc.array(payloads, { minLength: 20, maxLength: 20 }), (schema, all) => {
        const type = new AvroType(schema)
        const read = type.readerOf(type)
        for (const payload of all) {
          let value: unknown
          try {
            value = read(payload, 0, PAYLOAD_LIMITS)
          } catch (error) {
            if (error instanceof PayloadFault) continue
            throw error
          }
          values++
          expect(read(type.encode(value), 0, PAYLOAD_LIMITS)).toEqual(value)
        }
      }),
      { numRuns: 1000 },
    )
    // else it would say little
    expect(values).toBeGreaterThan(200)
  })

  it('is read at once as it is after a walk over it', () => {
    let values = 0
    fc.assert(
      fc.property(schemas, fc.array(payloads, { minLength: 20, maxLength: 20 }), (schema, all) => {
        const type = new AvroType(schema)
        for (const payload of all) {
          const quick = outcome(type, payload)
          values += Number('value' in quick)
          const walked = outcome(type, payload, payload.length - 1)
          // of what claims more items than it has bytes
          if (!('reason' in walked && walked.reason === 'too_many_items')) expect(quick).toEqual(walked)
        }
      }),
      { numRuns: 1000 },
    )
    expect(values).toBeGreaterThan(200)
  })
})
