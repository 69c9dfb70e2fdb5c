import { extract, headersFor, type Extraction, type TraceContext } from '@filrouge/propagation'
import type { AvroValue } from '../schema/avro-value'
import type { TRACE_CONTEXT } from './schemas'

/** A context as Avro has it. */
export type TraceContextRecord = AvroValue<typeof TRACE_CONTEXT>

/** With the members of `tracestate` that a header may not have left out, and how many they are. */
export function recordOf(context: TraceContext): { readonly record: TraceContextRecord; readonly lost: number } {
  const { traceId, spanId, sampled = null, debug } = context
  const { headers, lost } = headersFor(context, [], { write: ['traceparent'] })
  const record = {
    trace_id: Buffer.from(traceId, 'hex'),
    span_id: Buffer.from(spanId, 'hex'),
    sampled,
    debug: debug && sampled === true,
    tracestate: new Map(headers).get('tracestate') ?? '',
  }
  return { record, lost: lost.tracestate }
}

/** What headers with the same content would give, but for what `traceparent` has no form for: a deferred decision, and debug. */
export function extractionOf({
  context: record,
  baggage = '',
}: {
  readonly context: TraceContextRecord | null
  readonly baggage?: string
}): Extraction {
  const beside = baggage === '' ? {} : { baggage }
  if (record === null) return extract(beside)
  const { trace_id: traceId, span_id: spanId, sampled, debug, tracestate } = record
  const traceparent = `00-${traceId.toString('hex')}-${spanId.toString('hex')}-${sampled === true ? '01' : '00'}`
  const extraction = extract({ ...beside, traceparent, ...(tracestate !== '' && { tracestate }) })
  const { context } = extraction
  if (context === undefined) return extraction
  const meant: TraceContext = {
    traceId: context.traceId,
    spanId: context.spanId,
    ...(sampled !== null && { sampled }),
    debug: debug && sampled === true,
    format: 'avro',
    tracestate: context.tracestate,
  }
  return { ...extraction, context: meant }
}
