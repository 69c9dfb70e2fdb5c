import { types, type Type } from 'avsc'
import { createResolver } from './create-resolver'

/** `long` as bigint: all of its 64 bits, where avsc's own is a number and refuses what is beyond 2^53. */
export function bigintLong(): Type {
  const long = types.LongType.__with({
    // 8 bytes in two's complement, the lowest first
    fromBuffer: (bytes: Buffer) => bytes.readBigInt64LE(),
    toBuffer: (value: bigint) => {
      const bytes = Buffer.allocUnsafe(8)
      bytes.writeBigInt64LE(value)
      return bytes
    },
    // defaults of a schema, and promoted ints
    fromJSON: wholeNumber,
    toJSON: (value: bigint) => value,
    isValid: (value: unknown) => typeof value === 'bigint' && BigInt.asIntN(64, value) === value,
    compare: (a: bigint, b: bigint) => (a < b ? -1 : a > b ? 1 : 0),
  })
  return Object.create(long, { createResolver: { value: createResolver } }) as Type
}

/** BigInt takes texts and booleans as well. */
function wholeNumber(value: unknown): bigint {
  if (typeof value === 'bigint') return value
  if (typeof value !== 'number') throw new TypeError('no long')
  return BigInt(value)
}
