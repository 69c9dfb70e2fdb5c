import type { Random } from '../random'
import type { SoakCase } from './soak-cases'

/** Bytes that are often lengths, counts, branches and ends. */
const LIKELY = [0, 1, 2, 3, 4, 6, 8, 0x12, 0x20, 0x7e, 0x7f, 0x80, 0xc3, 0xff]
/** Counts and lengths that lie, some of them about as many as the limits let pass. */
const LIES = [
  ...[-1n, 50n, 900n, 4096n, 9_999n, 10_000n, 10_001n, -10_000n],
  ...[2n ** 31n, -(2n ** 31n), 2n ** 63n - 1n, -(2n ** 63n)],
]
/** Somewhat more than a payload may have. */
const MOST_BYTES = 4200

/** A case: those whose schemas hold more are drawn more often. */
export function randomCase(cases: readonly SoakCase[], random: Random): SoakCase {
  const [one, other] = [random.pick(cases), random.pick(cases)]
  return one.types > other.types ? one : other
}

/** One payload of a case: most are payloads of vectors with some damage, some are good, some are any bytes. */
export function randomPayload({ payloads }: SoakCase, cases: readonly SoakCase[], random: Random): Buffer {
  const kind = random.below(8)
  if (kind === 0) return Buffer.from(Array.from({ length: random.below(64) }, () => random.below(256)))
  if (kind === 1) return Buffer.from(Array.from({ length: random.below(64) }, () => random.pick(LIKELY)))
  let payload = random.pick(payloads)
  for (let left = kind === 2 ? 0 : random.pick([1, 1, 1, 2, 3, 6]); left > 0; left--)
    payload = damaged(payload, cases, random)
  return payload
}

/** With another byte, bit, part or number somewhere. */
export function damaged(payload: Buffer, cases: readonly SoakCase[], random: Random): Buffer {
  const at = random.below(payload.length + 1)
  const [before, after] = [payload.subarray(0, at), payload.subarray(at)]
  const inserted = (part: Uint8Array) => Buffer.concat([before, part, after]).subarray(0, MOST_BYTES)
  const replaced = (length: number, part: Uint8Array) =>
    Buffer.concat([before, part, after.subarray(length)]).subarray(0, MOST_BYTES)
  const kind = after.length === 0 ? 4 + random.below(6) : random.below(12)
  switch (kind) {
    case 0:
      return replaced(1, Buffer.from([(after[0] ?? 0) ^ (1 << random.below(8))]))
    case 1:
      return replaced(1, Buffer.from([random.below(256)]))
    case 2:
      return replaced(1, Buffer.alloc(0))
    case 3:
      return before
    case 4:
      return inserted(Buffer.from([random.pick(LIKELY)]))
    case 5:
      return inserted(varint(random.pick(LIES)))
    case 6:
      return inserted(varint((BigInt(random.next()) << 32n) >> BigInt(random.below(64))))
    case 7: {
      const part = before.subarray(random.below(at + 1))
      const times = Math.min(random.pick([1, 2, 20, 500]), Math.floor(MOST_BYTES / Math.max(1, part.length)))
      return inserted(Buffer.concat(Array.from({ length: times }, () => part)))
    }
    case 8:
      return inserted(random.pick(random.pick(cases).payloads))
    case 9:
      return Buffer.concat([payload, Buffer.alloc(1)])
    default:
      return replaced(after.findIndex((byte) => byte < 0x80) + 1, varint(random.pick(LIES)))
  }
}

/** Zig-zag, as Avro has it. */
function varint(number: bigint): Buffer {
  let rest = BigInt.asUintN(64, (number << 1n) ^ (number >> 63n))
  const bytes: number[] = []
  for (; rest >= 0x80n; rest >>= 7n) bytes.push(Number(rest & 0x7fn) | 0x80)
  return Buffer.from([...bytes, Number(rest)])
}
