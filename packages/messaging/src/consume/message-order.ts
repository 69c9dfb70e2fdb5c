/** Which message of a batch may be handled next: the first one, in the order of offsets, whose key is not being handled. */
export class MessageOrder {
  /** places that may be handled, the last one first */
  readonly #ready: number[] = []
  /** the next place of the same key */
  readonly #following = new Map<number, number>()

  constructor(messages: readonly { readonly key?: unknown }[], orderBy: 'key' | 'none') {
    const last = new Map<string, number>()
    messages.forEach(({ key }, index) => {
      const name = orderBy === 'key' ? nameOf(key) : undefined
      const before = name === undefined ? undefined : last.get(name)
      if (name !== undefined) last.set(name, index)
      if (before === undefined) this.#ready.push(index)
      else this.#following.set(before, index)
    })
    this.#ready.reverse()
  }

  next(): number | undefined {
    return this.#ready.pop()
  }

  done(index: number): void {
    const following = this.#following.get(index)
    if (following !== undefined) this.#ready.splice(this.#placeOf(following), 0, following)
  }

  /** Where it belongs in the falling order, by halving. */
  #placeOf(index: number): number {
    let low = 0
    let high = this.#ready.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#ready[middle] ?? -1) > index) low = middle + 1
      else high = middle
    }
    return low
  }
}

/** Keys are bytes: latin1 keeps apart what UTF-8 would not. No key, no order. */
function nameOf(key: unknown): string | undefined {
  if (key === null || key === undefined) return undefined
  if (key instanceof Uint8Array) return Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString('latin1')
  return typeof key === 'string' ? Buffer.from(key).toString('latin1') : undefined
}
