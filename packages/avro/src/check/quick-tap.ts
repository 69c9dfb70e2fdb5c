import { SHORT, shortAscii } from './short-ascii'

/** Thrown for whatever is not usual, right or wrong: the payload's check goes over it then, and tells. */
const UNUSUAL = new Error('unusual')

/** Counts and branches up to this one are read although fewer bytes are left; a schema's unions and enums are rarely longer. */
const SMALL = 1_000
const REPLACEMENT = '\ufffd'
const PROTO = '__proto__'

/** What `toString('utf8', start, end)` calls in the end. */
type SlicedBuffer = Buffer & { utf8Slice(start: number, end: number): string }

const scratch = Buffer.alloc(8)

/**
 * What avsc's types read values from, in place of its own tap, which reads on behind the end, lets through what is no UTF-8 and makes an
 * array of whatever length a payload claims. Takes nothing that a payload's check would refuse, so that a payload is gone over once; what is
 * right and rare, as blocks with sizes, is left to it as well.
 */
export class QuickTap {
  readonly #bytes: Buffer
  readonly #end: number
  #position: number

  constructor(bytes: Buffer, start: number) {
    this.#bytes = bytes
    this.#end = bytes.length
    this.#position = start
  }

  get isAtEnd(): boolean {
    return this.#position === this.#end
  }

  /** What avsc sets back where two fields of a reader are aliases of one of the writer's. */
  get pos(): number {
    return this.#position
  }

  set pos(position: number) {
    this.#position = position
  }

  /** What avsc asks before it makes a long: nothing here goes behind the end. */
  isValid(): boolean {
    return true
  }

  readBoolean(): boolean {
    const byte = this.#bytes[this.#position++]
    if (byte === undefined || byte > 1) throw UNUSUAL
    return byte === 1
  }

  readInt(): number {
    const bytes = this.#bytes
    let byte = bytes[this.#position++] as number
    let raw = byte & 0x7f
    for (let shift = 7; byte >= 0x80; shift += 7) {
      byte = bytes[this.#position++] as number
      if (shift === 28 && byte > 0x0f) throw UNUSUAL
      raw |= (byte & 0x7f) << shift
    }
    this.#requireBefore(byte)
    return (raw >>> 1) ^ -(raw & 1)
  }

  /** The count of a block, or the index of a symbol or branch: longs themselves are unpacked. */
  readLong(): number {
    const raw = this.#unsigned()
    const count = raw >>> 1
    if ((raw & 1) === 1 || (count > SMALL && count > this.#end - this.#position)) throw UNUSUAL
    return count
  }

  readFloat(): number {
    const start = this.#take(4)
    return this.#bytes.readFloatLE(start)
  }

  readDouble(): number {
    const start = this.#take(8)
    return this.#bytes.readDoubleLE(start)
  }

  readFixed(size: number): Buffer {
    const start = this.#take(size)
    return Buffer.from(this.#bytes.subarray(start, start + size))
  }

  readBytes(): Buffer {
    return this.readFixed(this.#length())
  }

  readString(): string {
    const length = this.#length()
    const start = this.#take(length)
    const short = length <= SHORT ? shortAscii(this.#bytes, start, length) : undefined
    const text = short ?? (this.#bytes as SlicedBuffer).utf8Slice(start, start + length)
    // of bytes that are no UTF-8, or as it was written
    if (short === undefined && text.includes(REPLACEMENT)) throw UNUSUAL
    // a key of a map that an object cannot hold, or a text
    if (length === PROTO.length && text === PROTO) throw UNUSUAL
    return text
  }

  /** In two's complement, the lowest byte first; good until the next one is unpacked. */
  unpackLongBytes(): Buffer {
    const bytes = this.#bytes
    let byte = bytes[this.#position++] as number
    // 28 bits, 28 bits and the last 8
    let [low, middle, high] = [byte & 0x7f, 0, 0]
    for (let count = 1; byte >= 0x80; count++) {
      byte = bytes[this.#position++] as number
      if (count === 9 && byte > 1) throw UNUSUAL
      const bits = byte & 0x7f
      if (count < 4) low |= bits << (7 * count)
      else if (count < 8) middle |= bits << (7 * count - 28)
      else high |= bits << (7 * count - 56)
    }
    this.#requireBefore(byte)
    // zig-zag: the lowest bit is the sign, and turns all others
    const sign = -(low & 1)
    scratch.writeInt32LE(((low >>> 1) | (middle << 27)) ^ sign, 0)
    scratch.writeInt32LE(((middle >>> 5) | (high << 23)) ^ sign, 4)
    return scratch
  }

  skipBoolean(): void {
    this.readBoolean()
  }

  skipInt(): void {
    this.readInt()
  }

  /** Any long, where `readLong` takes counts. */
  skipLong(): void {
    this.unpackLongBytes()
  }

  skipFloat(): void {
    this.#take(4)
  }

  skipDouble(): void {
    this.#take(8)
  }

  skipFixed(size: number): void {
    this.#take(size)
  }

  skipBytes(): void {
    this.#take(this.#length())
  }

  skipString(): void {
    this.readString()
  }

  #length(): number {
    const raw = this.#unsigned()
    if ((raw & 1) === 1) throw UNUSUAL
    return raw >>> 1
  }

  /** Of at most four bytes, which are all that a length in a payload needs. */
  #unsigned(): number {
    const bytes = this.#bytes
    let byte = bytes[this.#position++] as number
    let raw = byte & 0x7f
    for (let shift = 7; byte >= 0x80; shift += 7) {
      if (shift === 28) throw UNUSUAL
      byte = bytes[this.#position++] as number
      raw |= (byte & 0x7f) << shift
    }
    this.#requireBefore(byte)
    return raw
  }

  /** A byte behind the end is undefined, which ends every loop over bytes. */
  #requireBefore(last: number | undefined): void {
    if (last === undefined) throw UNUSUAL
  }

  #take(size: number): number {
    const start = this.#position
    if (size > this.#end - start) throw UNUSUAL
    this.#position = start + size
    return start
  }
}
