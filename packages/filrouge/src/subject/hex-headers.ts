import type { HeaderEntries } from '@filrouge/propagation'

type HexHeader = readonly [keyHex: string, valueHex: string | null]
type Entry = HeaderEntries[number]

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * A record's headers of the protocol as our entries, and back. Our keys are text, and a key that is not UTF-8 is a header of
 * others: it gets a name that nobody reads, and its bytes back from its entry, which injection passes through as it is.
 */
export class HexHeaders {
  readonly entries: HeaderEntries
  readonly #hex = new Map<Entry, HexHeader>()

  constructor(headers: readonly HexHeader[]) {
    this.entries = headers.map((header) => {
      const [key, value] = header
      const entry: Entry = [keyText(key), value === null ? null : Buffer.from(value, 'hex')]
      this.#hex.set(entry, header)
      return entry
    })
  }

  /** Entries that came from here keep their bytes; others are ours, whose values are ASCII text. */
  hexOf(entries: HeaderEntries): HexHeader[] {
    return entries.map((entry) => this.#hex.get(entry) ?? [hex(entry[0]), entry[1] === null ? null : hex(entry[1])])
  }
}

function keyText(keyHex: string): string {
  try {
    return utf8.decode(Buffer.from(keyHex, 'hex'))
  } catch {
    return `\0${keyHex}`
  }
}

function hex(data: string | Uint8Array): string {
  return Buffer.from(data as string).toString('hex')
}
