import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { AvroType, type Read } from '../avro-type'
import { AvroSchemaError } from '../errors/avro-schema-error'
import { PayloadFault } from '../errors/payload-fault'
import type { AvroSchema } from '../schema/avro-schema'
import { anySchema } from './any-schema.fixture'
import { evolved } from './evolved-schema.fixture'
import { PAYLOAD_LIMITS } from './payload-limits'

/** Bytes that are often lengths, counts and branches that exist. */
const payloads = fc
  .array(fc.oneof(fc.constantFrom(0, 1, 2, 3, 4, 6, 8), fc.integer({ min: 0, max: 255 })), { maxLength: 16 })
  .map((bytes) => Buffer.from(bytes))

/** With fewer items than bytes a payload is gone over first. */
function outcome(read: Read<unknown>, payload: Buffer, items = PAYLOAD_LIMITS.items): object {
  try {
    return { value: read(payload, 0, { ...PAYLOAD_LIMITS, items }) }
  } catch (error) {
    if (!(error instanceof PayloadFault)) throw error
    return { reason: error.reason, offset: error.offset, path: error.path }
  }
}

describe('any payload of any schema', () => {
  it('is a fault, or a value whose own bytes are read as the same value', () => {
    let values = 0
    fc.assert(
      fc.property(anySchema, fc.array(payloads, { minLength: 20, maxLength: 20 }), (schema, all) => {
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
      { numRuns: 300 },
    )
    // else it would say little
    expect(values).toBeGreaterThan(50)
  })

  it('is read at once as it is after a walk over it', () => {
    let values = 0
    fc.assert(
      fc.property(anySchema, fc.array(payloads, { minLength: 20, maxLength: 20 }), (schema, all) => {
        const type = new AvroType(schema)
        for (const payload of all) values += sameBothWays(type.readerOf(type), payload)
      }),
      { numRuns: 300 },
    )
    expect(values).toBeGreaterThan(50)
  })

  it('is read at once as it is after a walk over it, also by readers of another schema', () => {
    let values = 0
    const changes = fc.infiniteStream(fc.nat(19))
    fc.assert(
      fc.property(anySchema, changes, fc.array(payloads, { minLength: 20, maxLength: 20 }), (schema, change, all) => {
        const read = readerOf(
          evolved(schema, () => change.next().value as number),
          schema,
        )
        for (const payload of all) if (read !== undefined) values += sameBothWays(read, payload)
      }),
      { numRuns: 600 },
    )
    expect(values).toBeGreaterThan(100)
  })
})

/** Gives 1 for a value, and 0 for a fault. */
function sameBothWays(read: Read<unknown>, payload: Buffer): number {
  const quick = outcome(read, payload)
  const walked = outcome(read, payload, payload.length - 1)
  // of what claims more items than it has bytes
  if (!('reason' in walked && walked.reason === 'too_many_items')) expect(quick).toEqual(walked)
  return Number('value' in quick)
}

/** Nothing where the schemas do not go together. */
function readerOf(reader: AvroSchema, writer: AvroSchema): Read<unknown> | undefined {
  const type = new AvroType(reader)
  try {
    return type.readerOf(new AvroType(writer))
  } catch (error) {
    if (error instanceof AvroSchemaError) return undefined
    throw error
  }
}
