/** Writes Kafka's primitive types, big-endian; lengths of null are -1. */
export class WireWriter {
  readonly #parts: Buffer[] = []

  bytes(): Buffer {
    return Buffer.concat(this.#parts)
  }

  raw(data: Uint8Array): this {
    this.#parts.push(Buffer.from(data))
    return this
  }

  int8(value: number): this {
    return this.#number(1, (part) => part.writeInt8(value))
  }

  int16(value: number): this {
    return this.#number(2, (part) => part.writeInt16BE(value))
  }

  int32(value: number): this {
    return this.#number(4, (part) => part.writeInt32BE(value))
  }

  int64(value: bigint): this {
    return this.#number(8, (part) => part.writeBigInt64BE(value))
  }

  string(text: string | null): this {
    if (text === null) return this.int16(-1)
    const data = Buffer.from(text)
    return this.int16(data.length).raw(data)
  }

  /** BYTES: an int32 before them. */
  block(data: Uint8Array): this {
    return this.int32(data.length).raw(data)
  }

  array<T>(items: readonly T[], write: (writer: this, item: T) => void): this {
    this.int32(items.length)
    for (const item of items) write(this, item)
    return this
  }

  /** Zigzag, 7 bits a byte, low ones first. */
  varint(value: number): this {
    const part: number[] = []
    let rest = ((value << 1) ^ (value >> 31)) >>> 0
    for (; rest > 0x7f; rest >>>= 7) part.push((rest & 0x7f) | 0x80)
    return this.raw(Buffer.from([...part, rest]))
  }

  /** A record's key, value and header parts: a varint before them. */
  varBlock(data: Uint8Array | null): this {
    return data === null ? this.varint(-1) : this.varint(data.length).raw(data)
  }

  #number(size: number, write: (part: Buffer) => void): this {
    const part = Buffer.alloc(size)
    write(part)
    this.#parts.push(part)
    return this
  }
}
