import { extract, headersFor, LIMITS, type BaggageEntry, type Decision, type TraceContext } from '@filrouge/propagation'
import type { SpanIdentity } from '@filrouge/messaging'
import { FORMAT_TEXT_MAP, type SpanContext, type Tracer } from 'opentracing'
import type { Carrier, Dialect } from './dialect'
import { isolated } from './tracer-scope'

/** Prefixes under which tracers carry baggage in a text map: any characters, unlike what the specification asks of headers. */
const PREFIXES = ['uberctx-', 'ot-baggage-'] as const

/** What a carrier that a tracer injected says. Invalid contexts give nothing. */
export function identityIn(carrier: Carrier, dialect: Dialect, encoded: boolean): SpanIdentity {
  const headers: Carrier = {}
  const baggage: BaggageEntry[] = []
  for (const name of Object.keys(carrier)) {
    const prefix = PREFIXES.find((known) => name.startsWith(known))
    if (prefix === undefined) headers[name] = carrier[name] as string
    else if (baggage.length < LIMITS.baggageEntries) {
      const value = String(carrier[name])
      baggage.push({ key: name.slice(prefix.length), value: encoded ? decoded(value) : value })
    }
  }
  const { context, baggage: listed } = extract(headers, { read: formatList(dialect) })
  for (const entry of listed) if (!baggage.some(({ key }) => key === entry.key)) baggage.push(entry)
  return context === undefined ? { baggage } : { context, baggage }
}

export interface Received {
  readonly context?: TraceContext | undefined
  readonly baggage: readonly BaggageEntry[]
  readonly decision?: Decision | undefined
}

/**
 * What was received as the tracer's own context, by way of its `extract`. Without ids jaeger-client alone has one: it is invalid,
 * carries baggage and debug id, and as a parent starts a new trace.
 *
 * @param encoded whether baggage is percent-encoded, as OpenTelemetry's Jaeger propagator has it; jaeger-client's is raw
 */
export function toSpanContext(
  tracer: Tracer,
  dialect: Dialect,
  { context, baggage, decision }: Received,
  encoded: boolean,
): SpanContext | undefined {
  if (context === undefined && dialect.tracer !== 'jaeger-client') return undefined
  const carrier: Carrier = {}
  const isListed = dialect.format === 'traceparent' && dialect.tracer !== 'dd-trace'
  if (context !== undefined) {
    const { headers } = headersFor(context, isListed ? baggage : [], { write: formatList(dialect) })
    for (const [key, value] of headers) carrier[dialect.keys.get(key) ?? key] = value
  }
  if (decision?.debugId !== undefined) carrier['jaeger-debug-id'] = decision.debugId
  if (!isListed) {
    const prefix = dialect.format === 'uber-trace-id' ? PREFIXES[0] : PREFIXES[1]
    for (const { key, value } of baggage) carrier[prefix + key] = encoded ? encodeURIComponent(value) : value
  }
  const extracted = () => tracer.extract(FORMAT_TEXT_MAP, carrier) ?? undefined
  return dialect.tracer === 'dd-trace' ? isolated(extracted) : extracted()
}

// One list a dialect, since propagation looks lists up by identity.
const lists = new WeakMap<Dialect, readonly [Dialect['format']]>()
function formatList(dialect: Dialect): readonly [Dialect['format']] {
  let list = lists.get(dialect)
  if (list === undefined) lists.set(dialect, (list = [dialect.format]))
  return list
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
