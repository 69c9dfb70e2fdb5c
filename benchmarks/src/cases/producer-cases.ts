import type { Comparison } from '../experiments/cpu-experiment'
import type { Case, CaseVariant } from './case'

const W3C = ['traceparent'] as const
const JAEGER = ['uber-trace-id'] as const
const BOTH = ['traceparent', 'uber-trace-id'] as const

export const BARE: CaseVariant = { program: 'bare', spans: 'none', headers: [] }
const floor = (write: readonly ('traceparent' | 'uber-trace-id')[], request = true): CaseVariant => {
  return { program: 'floor', tracing: { write, request }, spans: 'none', headers: write }
}
const ours = (
  write: readonly ('traceparent' | 'uber-trace-id')[],
  spans: 'send' | 'message' = 'message',
): CaseVariant => ({
  program: 'ours-jaeger',
  tracing: { write, spans, request: true },
  spans: spans === 'send' ? 'call' : 'message',
  headers: write,
})
const noop: CaseVariant = { program: 'ours-noop', spans: 'none', headers: [] }
const unsampled: CaseVariant = {
  ...ours(W3C),
  tracing: { write: W3C, spans: 'message', sampler: 'unsampled', request: true },
  spans: 'none',
}
const openTelemetry: CaseVariant = {
  program: 'open-telemetry',
  tracing: { request: true },
  spans: 'message',
  headers: W3C,
}
const handWritten: CaseVariant = {
  program: 'hand-written',
  tracing: { request: true },
  spans: 'message',
  headers: JAEGER,
}

const BATCHES = { batch: 100, valueBytes: 200, ownHeaders: 0 }

/**
 * The producer of the table: batches of 100 messages of 200 bytes, sent by who handles a request, whose span is active. The floor
 * is sent inside an AsyncLocalStorage of its own too: that scope is the service's, and no part of what tracing a producer costs.
 */
export const PRODUCER: Case = {
  name: 'producer',
  what: 'send of 100 messages of 200 B',
  workload: 'producer',
  settings: BATCHES,
  messages: 10_000,
  warmUp: 100_000,
  variants: {
    bare: BARE,
    'ours no-op': noop,
    floor: floor(W3C),
    'floor, outside a request': floor(W3C, false),
    'ours per send': ours(W3C, 'send'),
    'ours per message': ours(W3C),
    'ours per message, each a root': { ...ours(W3C), tracing: { write: W3C, spans: 'message' } },
    'ours unsampled': unsampled,
    'ours per message, uber-trace-id': ours(JAEGER),
    'hand-written': handWritten,
    OpenTelemetry: openTelemetry,
    'OpenTelemetry over our reporter': {
      ...openTelemetry,
      tracing: { ...openTelemetry.tracing, processor: 'counting' },
    },
    'floor, both headers': floor(BOTH),
    'ours per send, both headers': ours(BOTH, 'send'),
    'ours per message, both headers': ours(BOTH),
  },
}

const ONE = 'traceparent on both sides, both inside a scope'

export const PRODUCER_COMPARISONS: readonly Comparison[] = [
  {
    key: 'producer.perSend',
    variant: 'ours per send',
    of: 'floor',
    note: ONE,
    peers: {
      'ours, both headers': ['ours per send, both headers', 'floor, both headers'],
      'over headers alone, without the scope of a request': ['ours per send', 'floor, outside a request'],
    },
  },
  {
    key: 'producer.perMessage',
    variant: 'ours per message',
    of: 'floor',
    note: ONE,
    peers: {
      'ours, both headers': ['ours per message, both headers', 'floor, both headers'],
      'ours, each a root of 128 bits': ['ours per message, each a root', 'floor, outside a request'],
      'over headers alone, without the scope of a request': ['ours per message', 'floor, outside a request'],
      'the floor over headers alone': ['floor', 'floor, outside a request'],
      'hand-written': ['hand-written', 'floor'],
      OpenTelemetry: ['OpenTelemetry', 'floor'],
    },
  },
  { key: 'producer.unsampled', variant: 'ours unsampled', of: 'floor', note: ONE },
  { key: 'producer.noop', variant: 'ours no-op', of: 'bare', note: 'no headers on both sides' },
  {
    key: 'producer.vsOtel',
    variant: 'ours per message',
    of: 'OpenTelemetry',
    note: ONE,
    peers: { 'over our reporter in place of its processor': ['ours per message', 'OpenTelemetry over our reporter'] },
  },
  {
    key: 'producer.vsHandWritten',
    variant: 'ours per message, uber-trace-id',
    of: 'hand-written',
    note: 'uber-trace-id on both sides: the only header that the hand-written one knows',
    peers: { 'ours writing traceparent': ['ours per message', 'hand-written'] },
  },
]
