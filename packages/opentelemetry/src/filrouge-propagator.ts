import {
  extract,
  formatsToRead,
  formatsToWrite,
  headersForDecision,
  inject,
  injectDecision,
  textHeadersFor,
  type ExtractOptions,
  type HeaderValue,
  type InjectOptions,
  type RecordHeaders,
} from '@filrouge/propagation'
import {
  createContextKey,
  type Context,
  type TextMapGetter,
  type TextMapPropagator,
  type TextMapSetter,
} from '@opentelemetry/api'
import { baggageOf } from './context-baggage'
import { decisionOf } from './decision'
import { withExtraction } from './extraction'
import { recordHeadersGetter, recordHeadersSetter, replaceHeaders } from './record-headers-carrier'
import { traceContextIn } from './trace-context-in'

export type PropagatorOptions = ExtractOptions & InjectOptions

// `suppressTracing` of @opentelemetry/core sets it: an exporter's own requests carry no context.
const SUPPRESSED = createContextKey('OpenTelemetry SDK Context Key SUPPRESS_TRACING')

/**
 * The header formats of the specification as a propagator of OpenTelemetry, baggage included: it reads all of them and writes
 * `traceparent` alone, unless told otherwise. With `recordHeadersGetter` and `recordHeadersSetter` it treats record headers as the
 * specification says; with any other it takes what those give, and cannot remove an old context.
 *
 * @throws TypeError for an unknown format, and for one to write that is only read
 */
export function filrougePropagator(options: PropagatorOptions = {}): TextMapPropagator<unknown> {
  const { write = WRITTEN, ...reads } = options
  formatsToRead(reads.read)
  const fields = [...new Set([...formatsToWrite(write).flatMap(({ keys }) => keys), 'baggage'])]
  return {
    fields: () => [...fields],
    extract: (context, carrier, getter) => {
      const headers = getter === recordHeadersGetter ? (carrier as RecordHeaders) : entriesOf(carrier, getter)
      return withExtraction(context, extract(headers, reads))
    },
    inject: (context, carrier, setter) => {
      if (context.getValue(SUPPRESSED) === true) return
      if (setter === recordHeadersSetter)
        replaceHeaders(carrier as RecordHeaders, injected(carrier, context, { write }))
      else writeAll(carrier, setter, context, { write })
    },
  }
}

const WRITTEN = ['traceparent'] as const

function injected(carrier: unknown, context: Context, options: InjectOptions): RecordHeaders {
  const trace = traceContextIn(context)
  const decision = decisionOf(context)
  // both forms of headers fit either overload
  const headers = carrier as Readonly<Record<string, unknown>>
  if (trace !== undefined) return inject(headers, trace, baggageOf(context), options).headers
  return decision === undefined ? headers : injectDecision(headers, decision, baggageOf(context), options).headers
}

function writeAll<C>(carrier: C, setter: TextMapSetter<C>, context: Context, options: InjectOptions): void {
  const trace = traceContextIn(context)
  const decision = decisionOf(context)
  if (trace === undefined && decision === undefined) return
  const { headers } =
    trace === undefined
      ? headersForDecision(decision ?? { debug: false }, baggageOf(context), options)
      : textHeadersFor(trace, baggageOf(context), options)
  for (const [key, value] of headers) setter.set(carrier, key, value)
}

/** A getter promises texts; that of a Kafka client's headers gives bytes and nulls as well. */
function entriesOf<C>(carrier: C, getter: TextMapGetter<C>): [string, HeaderValue][] {
  return getter.keys(carrier).flatMap((key) => {
    const value = getter.get(carrier, key) as HeaderValue | readonly HeaderValue[] | undefined
    const values = Array.isArray(value) ? (value as readonly HeaderValue[]) : [value as HeaderValue | undefined]
    return values.flatMap((one): [string, HeaderValue][] => (one === undefined ? [] : [[key, one]]))
  })
}
