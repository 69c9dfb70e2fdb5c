import type { Random } from '../random'

export type Corruption = 'truncated' | 'padded' | 'unknown id' | 'wrong fingerprint'

/** Where a fingerprint or an id begins, behind the marker. */
const FINGERPRINT_START = 2
const ID_START = 1
/** Ids that no registry of a test has given. */
const UNKNOWN_IDS = 1_000_000_000

/** What becomes of a good payload. */
export function corrupted(payload: Buffer, corruption: Corruption, random: Random): Buffer {
  switch (corruption) {
    case 'truncated':
      return payload.subarray(0, random.below(payload.length))
    case 'padded':
      return Buffer.concat([payload, Buffer.from(Array.from({ length: 1 + random.below(8) }, () => random.below(256)))])
    case 'unknown id': {
      const copy = Buffer.from(payload)
      copy.writeInt32BE(UNKNOWN_IDS + random.below(UNKNOWN_IDS), ID_START)
      return copy
    }
    case 'wrong fingerprint': {
      const copy = Buffer.from(payload)
      const byte = FINGERPRINT_START + random.below(8)
      copy[byte] = (copy[byte] ?? 0) ^ (1 + random.below(255))
      return copy
    }
  }
}

/** `count` different numbers below `limit`. */
export function places(count: number, limit: number, random: Random): number[] {
  const found = new Set<number>()
  while (found.size < count) found.add(random.below(limit))
  return [...found]
}
