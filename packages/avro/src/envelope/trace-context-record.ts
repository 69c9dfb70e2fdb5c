import {
  baggageAlone,
  extract,
  headersFor,
  type BaggageEntry,
  type Extraction,
  type TraceContext,
} from '@filrouge/propagation'
import type { AvroValue } from '../schema/avro-value'
import type { TRACE_CONTEXT } from './schemas'

/** A context as Avro has it. */
export type TraceContextRecord = AvroValue<typeof TRACE_CONTEXT>

/** A context, and its baggage as the header of that name has it: at most what a header may have. */
export function recordOf(
  context: TraceContext | undefined,
  baggage: readonly BaggageEntry[],
): { readonly context: TraceContextRecord | null; readonly baggage: string } {
  const text = baggageAlone(baggage)
  if (context === undefined) return { context: null, baggage: text }
  const { traceId, spanId, sampled = null, debug } = context
  const headers = new Map(headersFor(context, [], { write: ['traceparent'] }).headers)
  const record = {
    trace_id: Buffer.from(traceId, 'hex'),
    span_id: Buffer.from(spanId, 'hex'),
    sampled,
    debug,
    tracestate: headers.get('tracestate') ?? '',
  }
  return { context: record, baggage: text }
}

/** What headers with the same content would give, but for what `traceparent` has no form for: a deferred decision, and debug. */
export function extractionOf(record: TraceContextRecord | null, baggage: string): Extraction {
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
