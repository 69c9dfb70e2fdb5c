/** Reads Kafka's primitive types. @throws RangeError behind the end of the bytes */
export class WireReader {
  readonly #data: Buffer
  #at = 0

  constructor(data: Buffer) {
    this.#data = data
  }

  get left(): number {
    return this.#data.length - this.#at
  }

  raw(size: number): Buffer {
    if (size < 0 || size > this.left) throw new RangeError(`${size} bytes are announced and ${this.left} are left`)
    this.#at += size
    return this.#data.subarray(this.#at - size, this.#at)
  }

  int8(): number {
    return this.raw(1).readInt8()
  }

  int16(): number {
    return this.raw(2).readInt16BE()
  }

  int32(): number {
    return this.raw(4).readInt32BE()
  }

  uint32(): number {
    return this.raw(4).readUInt32BE()
  }

  int64(): bigint {
    return this.raw(8).readBigInt64BE()
  }

  string(): string | null {
    const size = this.int16()
    return size < 0 ? null : this.raw(size).toString('utf8')
  }

  block(): Buffer | null {
    const size = this.int32()
    return size < 0 ? null : this.raw(size)
  }

  /** None for an array that is null. */
  array<T>(read: (reader: this) => T): T[] {
    const items: T[] = []
    for (let count = this.int32(); count > 0; count--) items.push(read(this))
    return items
  }

  /** Zigzag, 7 bits a byte, low ones first; values of 64 bits lose what is above 2^53. */
  varint(): number {
    let value = 0n
    for (let shift = 0n; ; shift += 7n) {
      const byte = this.raw(1).readUInt8()
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return Number((value >> 1n) ^ -(value & 1n))
    }
  }

  varBlock(): Buffer | null {
    const size = this.varint()
    return size < 0 ? null : this.raw(size)
  }
}
