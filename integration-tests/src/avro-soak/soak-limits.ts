import type { PayloadLimits } from '@filrouge/avro'

/** Small, so that payloads reach them. The same in `crates/fuzz/src/avro/decode.rs`. */
export const LIMITS: PayloadLimits = { bytes: 4096, depth: 16, items: 10_000 }
/** Bytes of heap for one value at most: the value, its slot, and what an array that grows leaves behind. */
const VALUE_BYTES = 128
/** Heap that has nothing to do with a payload: code that is compiled, or has to be again. */
const OTHER_BYTES = 2 ** 20

/** As many values as a payload may come to: a byte, or an item of none, stands for each type of its schema once at most. */
export function mostValues(payloadBytes: number, types: number): number {
  return (payloadBytes + LIMITS.items + 1) * types
}

export function mostHeap(payloadBytes: number, types: number): number {
  return OTHER_BYTES + mostValues(payloadBytes, types) * VALUE_BYTES
}

/** Values within a value, and items of its arrays. */
export function countsOf(value: unknown): { readonly values: number; readonly items: number } {
  const counts = { values: 0, items: 0 }
  const visit = (each: unknown): void => {
    counts.values++
    if (Array.isArray(each)) counts.items += each.length
    if (typeof each !== 'object' || each === null || Buffer.isBuffer(each) || each instanceof Date) return
    for (const inner of Object.values(each)) visit(inner)
  }
  visit(value)
  return counts
}
