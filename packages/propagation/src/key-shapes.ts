/** Longer keys count as this long. */
const MOST = 31
/** The low bits of a letter, which are the same in both cases. */
const LETTER = 0x1f

/**
 * Which lengths keys have by their first letter: tells nearly all others from them without a look at the rest, which a record
 * may hold a hundred thousand of.
 */
export class KeyShapes {
  readonly #lengths = new Int32Array(LETTER + 1)

  add(key: string): void {
    const letter = key.charCodeAt(0) & LETTER
    this.#lengths[letter] = (this.#lengths[letter] as number) | (1 << Math.min(key.length, MOST))
  }

  /** Keys of any length. */
  addPrefix(prefix: string): void {
    this.#lengths[prefix.charCodeAt(0) & LETTER] = -1
  }

  /** Whether `key` may be one of them, in any letter case. What is no text is none, whatever the types say of a client's headers. */
  has(key: unknown): boolean {
    if (typeof key !== 'string') return false
    const lengths = this.#lengths[key.charCodeAt(0) & LETTER] as number
    return ((lengths >> Math.min(key.length, MOST)) & 1) !== 0
  }
}
