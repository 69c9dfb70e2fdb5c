import { BAGGAGE_PREFIXES, type BaggagePrefix } from './baggage/prefixed-baggage'
import type { HeaderFormat } from './header-format'

/** The keys that a reader looks for, and what tells most other keys from them without a look at each letter. */
export interface WantedKeys {
  readonly keys: ReadonlySet<string>
  readonly lengths: ReadonlySet<number>
}

const BAGGAGE_KEYS = ['baggage', 'jaeger-baggage']
const wantedBy = new WeakMap<readonly HeaderFormat[], WantedKeys>()

/** The keys of these formats and of baggage, which is read whatever formats are. */
export function wantedKeys(formats: readonly HeaderFormat[]): WantedKeys {
  let wanted = wantedBy.get(formats)
  if (wanted === undefined) {
    const keys = new Set([...formats.flatMap((format) => format.keys), ...BAGGAGE_KEYS])
    wanted = { keys, lengths: new Set([...keys].map((key) => key.length)) }
    wantedBy.set(formats, wanted)
  }
  return wanted
}

/** The wanted key that differs from `key` in ASCII letter case alone. */
export function wantedName({ keys, lengths }: WantedKeys, key: string): string | undefined {
  if (!lengths.has(key.length)) return undefined
  const name = key.toLowerCase()
  return keys.has(name) && isAscii(key) ? name : undefined
}

export function wantedPrefix(key: string): BaggagePrefix | undefined {
  const first = key.charCodeAt(0) | 0x20
  for (const prefix of BAGGAGE_PREFIXES) {
    if (first !== prefix.charCodeAt(0)) continue
    const start = key.slice(0, prefix.length)
    if (start.toLowerCase() === prefix && isAscii(start)) return prefix
  }
  return undefined
}

/** `toLowerCase` takes the Kelvin sign for a k. */
function isAscii(text: string): boolean {
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) return false
  return true
}
