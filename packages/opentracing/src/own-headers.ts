import type { FormatReading, HeaderFormat, HeaderPair, TraceContext } from '@filrouge/propagation'
import { createHash } from 'node:crypto'
import type { Carrier } from './dialect'

const KEY = /^[\x21-\x7e]{1,128}$/
const VALUE = /^[\x21-\x7e](?:[\x20-\x7e]{0,510}[\x21-\x7e])?$/
const MOST = 16

/** The keys of a dialect that is none of the specification's, with what a tracer wrote under them. */
const OWN = Symbol('own headers')
type Carried = TraceContext & { readonly [OWN]?: Carrier }

/**
 * The headers of an OpenTracing tracer whose dialect is none of the specification's, copied as it writes them: for `formats.read`,
 * so that such a tracer continues its own traces. What it writes is found by itself.
 *
 * @param keys exact keys, such as `x-instana-t`
 */
export function ownHeaders(keys: readonly string[]): HeaderFormat {
  return {
    name: 'own headers',
    keys: keys.map((key) => key.toLowerCase()),
    read(headers): FormatReading | undefined {
      const carrier: Carrier = {}
      for (const key of keys) {
        const value = headers.text(key.toLowerCase(), headers.limits.longField, (text) => text).last
        if (value !== undefined) carrier[key] = value
      }
      const context = ownContext(carrier)
      return context === undefined ? undefined : { context, links: [] }
    },
    write: (context): readonly HeaderPair[] => Object.entries(ownCarrier(context) ?? {}),
  }
}

/**
 * A context of such a dialect; nothing where the tracer wrote nothing, or nothing that a header may hold. Its ids are a digest of
 * the headers, the same at both ends: only the tracer knows the real ones.
 */
export function ownContext(carrier: Carrier): Carried | undefined {
  const kept = Object.entries(carrier)
    .filter(([key, value]) => KEY.test(key) && typeof value === 'string' && VALUE.test(value))
    .slice(0, MOST)
  if (kept.length === 0) return undefined
  const text = kept.map(([key, value]) => `${key.toLowerCase()}:${value}\n`).sort()
  const digest = createHash('sha256').update(text.join('')).digest('hex')
  return {
    traceId: digest.slice(0, 32),
    spanId: digest.slice(32, 48),
    debug: false,
    format: 'own headers',
    tracestate: [],
    [OWN]: Object.fromEntries(kept),
  }
}

export function ownCarrier(context: TraceContext): Carrier | undefined {
  return (context as Carried)[OWN]
}
