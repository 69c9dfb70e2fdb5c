import { types, type Type } from 'avsc'
import type { AvroSchema } from '../schema/avro-schema'
import { isLogical } from './is-logical'

/** `long` as bigint: all of its 64 bits, where avsc's own is a number and refuses what is beyond 2^53. */
const bigintLong = (): Type =>
  types.LongType.__with({
    // 8 bytes in two's complement, the lowest first
    fromBuffer: (bytes: Buffer) => bytes.readBigInt64LE(),
    toBuffer: (value: bigint) => {
      const bytes = Buffer.allocUnsafe(8)
      bytes.writeBigInt64LE(value)
      return bytes
    },
    // defaults of a schema, and promoted ints
    fromJSON: (value: number | bigint) => BigInt(value),
    toJSON: (value: bigint) => value,
    isValid: (value: unknown) => typeof value === 'bigint' && BigInt.asIntN(64, value) === value,
    compare: (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0),
  })

/**
 * Has avsc take such longs wherever a schema has one. Its registry knows types by their names alone, and not `{ "type": "long" }`, with
 * or without a logical type, which asks for what is beneath it while it is being made.
 */
export function bigintLongs(): (schema: unknown) => Type | undefined {
  const long = bigintLong()
  const beingMade = new WeakSet<object>()
  return (given) => {
    const schema = given as AvroSchema
    if (schema === 'long') return long
    if (typeof schema === 'string' || !('type' in schema) || (schema.type as string) !== 'long') return undefined
    if (!isLogical(schema) || beingMade.delete(schema)) return long
    beingMade.add(schema)
    return undefined
  }
}
