import type { Comparison } from '../experiments/cpu-experiment'
import type { Case, CaseVariant } from './case'
import { BARE } from './producer-cases'

const W3C = ['traceparent'] as const
const JAEGER = ['uber-trace-id'] as const
const BOTH = ['traceparent', 'uber-trace-id'] as const

const bare = (headers: CaseVariant['headers']): CaseVariant => ({ ...BARE, headers })
const ours = (headers: CaseVariant['headers'], rest: Partial<CaseVariant> = {}): CaseVariant => {
  return { program: 'ours-jaeger', spans: 'message', headers, ...rest }
}
const scoped: CaseVariant = { program: 'floor', spans: 'none', headers: W3C }
const openTelemetry: CaseVariant = { program: 'open-telemetry', spans: 'message', headers: W3C }

const settings = { batch: 100, valueBytes: 200, ownHeaders: 0 }

export const EACH_MESSAGE: Case = {
  name: 'eachMessage',
  what: 'eachMessage, 200 B',
  workload: 'eachMessage',
  isPrefilled: true,
  settings,
  messages: 20_000,
  warmUp: 100_000,
  variants: {
    bare: bare(W3C),
    'bare, handlers in a scope': scoped,
    ours: ours(W3C),
    'ours, uber-trace-id': ours(JAEGER),
    'hand-written': { program: 'hand-written', spans: 'message', headers: JAEGER },
    OpenTelemetry: openTelemetry,
    'OpenTelemetry over our reporter': { ...openTelemetry, tracing: { processor: 'counting' } },
    'bare, both headers': bare(BOTH),
    'ours, both headers': ours(BOTH),
  },
}

const READ = 'both read traceparent'

export const EACH_MESSAGE_COMPARISONS: readonly Comparison[] = [
  {
    key: 'consumer.eachMessage',
    variant: 'ours',
    of: 'bare',
    note: READ,
    peers: {
      'bare, handlers in a scope': ['bare, handlers in a scope', 'bare'],
      'ours, both headers': ['ours, both headers', 'bare, both headers'],
      'hand-written, with its scope': ['hand-written', 'bare'],
      OpenTelemetry: ['OpenTelemetry', 'bare'],
    },
  },
  {
    key: 'consumer.vsOtel',
    variant: 'ours',
    of: 'OpenTelemetry',
    note: READ,
    peers: { 'over our reporter in place of its processor': ['ours', 'OpenTelemetry over our reporter'] },
  },
  {
    key: 'consumer.vsHandWritten',
    variant: 'ours, uber-trace-id',
    of: 'hand-written',
    note: 'both read uber-trace-id, the only header that the hand-written one knows',
    peers: { 'ours reading traceparent': ['ours', 'hand-written'] },
  },
]

export const EACH_BATCH: Case = {
  name: 'eachBatch',
  what: 'eachBatch, 200 B',
  workload: 'eachBatch',
  isPrefilled: true,
  settings,
  messages: 30_000,
  warmUp: 90_000,
  variants: {
    bare: bare(W3C),
    ours: ours(W3C, { spans: 'call' }),
    'bare, an async call a message': { ...bare(W3C), workload: 'withMessage' },
    'bare, each call in a scope': { ...scoped, workload: 'withMessage' },
    'ours withMessage': ours(W3C, { spans: 'call and message', workload: 'withMessage' }),
    OpenTelemetry: { ...openTelemetry, spans: 'call and message' },
  },
}

export const EACH_BATCH_COMPARISONS: readonly Comparison[] = [
  {
    key: 'consumer.eachBatch',
    variant: 'ours',
    of: 'bare',
    note: `${READ}; one span a batch, with links`,
    peers: { 'OpenTelemetry, a span a message without scope': ['OpenTelemetry', 'bare'] },
  },
  {
    key: 'consumer.withMessage',
    variant: 'ours withMessage',
    of: 'bare, an async call a message',
    note: `${READ}; one span a batch and one a message`,
    peers: {
      'bare, each call in a scope': ['bare, each call in a scope', 'bare, an async call a message'],
      'OpenTelemetry, a span a message without scope': ['OpenTelemetry', 'bare'],
    },
  },
]
