import type { Comparison } from '../experiments/cpu-experiment'
import type { Case } from './case'
import { BARE } from './producer-cases'

const W3C = ['traceparent'] as const

/** Producing and consuming, in one process. */
export const ROUND_TRIP: Case = {
  name: 'roundTrip',
  what: 'send of 100 x 200 B, and eachMessage',
  workload: 'roundTrip',
  settings: { batch: 100, valueBytes: 200, ownHeaders: 0 },
  messages: 10_000,
  warmUp: 30_000,
  variants: {
    bare: BARE,
    ours: {
      program: 'ours-jaeger',
      tracing: { write: W3C, spans: 'message' },
      spans: 'message twice',
      headers: W3C,
    },
    'hand-written': { program: 'hand-written', spans: 'message twice', headers: ['uber-trace-id'] },
    OpenTelemetry: { program: 'open-telemetry', spans: 'message twice', headers: W3C },
  },
}

export const ROUND_TRIP_COMPARISONS: readonly Comparison[] = [
  {
    key: 'roundTrip.vsOtel',
    variant: 'ours',
    of: 'OpenTelemetry',
    note: 'traceparent on both sides; the hand-written one has uber-trace-id, bare kafkajs none',
    peers: {
      'ours, of bare': ['ours', 'bare'],
      'hand-written, of bare': ['hand-written', 'bare'],
      'OpenTelemetry, of bare': ['OpenTelemetry', 'bare'],
    },
  },
]
