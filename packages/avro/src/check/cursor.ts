import { isUtf8 } from 'node:buffer'
import { PayloadFault, type PayloadFaultReason } from '../errors/payload-fault'
import type { PayloadLimits } from './payload-limits'

/** The most bytes of a varint: an int has 32 bits and a long 64 (Avro 1.12, "Binary encoding: primitive types"). */
const INT_BYTES = 5
const LONG_BYTES = 10
/** What is left for the last of them. */
const LAST_OF_INT = 0x0f
const LAST_OF_LONG = 0x01

/** A place in a payload that only goes forward. It reads no value but those that say how to go on, and makes no object. */
export class Cursor {
  readonly #bytes: Buffer
  readonly #end: number
  #position: number
  #depthLeft: number
  #itemsLeft: number

  constructor(bytes: Buffer, start: number, { depth, items }: PayloadLimits, end = bytes.length) {
    this.#bytes = bytes
    this.#position = start
    this.#end = end
    this.#depthLeft = depth
    this.#itemsLeft = items
  }

  get position(): number {
    return this.#position
  }

  get isAtEnd(): boolean {
    return this.#position === this.#end
  }

  fail(reason: PayloadFaultReason, offset = this.#position): never {
    throw new PayloadFault(reason, offset)
  }

  skip(bytes: number): void {
    if (bytes > this.#end - this.#position) this.fail('truncated')
    this.#position += bytes
  }

  boolean(): void {
    const start = this.#position
    this.skip(1)
    if ((this.#bytes[start] as number) > 1) this.fail('bad_boolean', start)
  }

  int(): number {
    return this.#varint(INT_BYTES, LAST_OF_INT)
  }

  /** Exact below 2^53, of the right sign and beyond any length else. */
  long(): number {
    return this.#varint(LONG_BYTES, LAST_OF_LONG)
  }

  /** Bytes that follow, all of which are there. */
  length(): number {
    return this.#lengthWithin(this.#end)
  }

  /** Of a block, whose items say where the bytes end. */
  blockLength(): number {
    return this.#lengthWithin(this.#bytes.length)
  }

  bytes(): void {
    // not `+= this.length()`, which reads the position first
    const length = this.length()
    this.#position += length
  }

  text(): void {
    const length = this.length()
    const start = this.#position
    const end = start + length
    this.#position = end
    const bytes = this.#bytes
    for (let at = start; at < end; at++) {
      if ((bytes[at] as number) < 0x80) continue
      // once a string: a native call costs more than the bytes of a short one
      if (isUtf8(bytes.subarray(at, end))) return
      this.fail('bad_utf8', start)
    }
  }

  /** What was gone over since `start`. */
  since(start: number): Buffer {
    return this.#bytes.subarray(start, this.#position)
  }

  /** The next bytes, which are gone over so. */
  take(length: number): Buffer {
    const start = this.#position
    this.skip(length)
    return this.since(start)
  }

  /** That many items follow. */
  expect(items: number): void {
    if (items > this.#itemsLeft) this.fail('too_many_items')
    this.#itemsLeft -= items
  }

  down(): void {
    if (this.#depthLeft-- <= 0) this.fail('too_deep')
  }

  up(): void {
    this.#depthLeft++
  }

  #lengthWithin(end: number): number {
    const start = this.#position
    const length = this.long()
    if (length < 0) this.fail('bad_length', start)
    if (length > end - this.#position) this.fail('truncated', start)
    return length
  }

  #varint(most: number, last: number): number {
    const start = this.#position
    const bytes = this.#bytes
    let raw = 0
    let factor = 1
    for (let count = 1; count <= most; count++) {
      if (this.#position === this.#end) this.fail('truncated', start)
      const byte = bytes[this.#position++] as number
      if (byte < 0x80) {
        if (count === most && byte > last) break
        raw += byte * factor
        // zig-zag: the lowest bit is the sign, which a number beyond 2^53 has not
        return ((bytes[start] as number) & 1) === 0 ? raw / 2 : -(raw + 1) / 2
      }
      raw += (byte & 0x7f) * factor
      factor *= 128
    }
    return this.fail('bad_varint', start)
  }
}
