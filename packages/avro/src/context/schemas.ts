import type { AvroSchema } from '../schema/avro-schema'

/** `spec/schemas/TraceContext.avsc`, without what is said to people. */
export const TRACE_CONTEXT = {
  type: 'record',
  name: 'TraceContext',
  namespace: 'filrouge',
  fields: [
    { name: 'trace_id', type: { type: 'fixed', name: 'TraceId', size: 16 } },
    { name: 'span_id', type: { type: 'fixed', name: 'SpanId', size: 8 } },
    { name: 'sampled', type: ['null', 'boolean'], default: null },
    { name: 'debug', type: 'boolean', default: false },
    { name: 'tracestate', type: 'string', default: '' },
  ],
} as const satisfies AvroSchema

/** `spec/schemas/Envelope.avsc`, in the same way. */
export const ENVELOPE = {
  type: 'record',
  name: 'Envelope',
  namespace: 'filrouge',
  fields: [
    { name: 'context', type: ['null', TRACE_CONTEXT], default: null },
    { name: 'baggage', type: 'string', default: '' },
    { name: 'payload', type: ['null', 'bytes'], default: null },
  ],
} as const satisfies AvroSchema
