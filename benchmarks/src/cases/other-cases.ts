import type { Comparison } from '../experiments/cpu-experiment'
import type { Case, CaseVariant } from './case'
import { EACH_MESSAGE } from './consumer-cases'
import { BARE, PRODUCER } from './producer-cases'

const W3C = ['traceparent'] as const
const DATADOG = ['x-datadog-trace-id', 'x-datadog-parent-id', 'x-datadog-sampling-priority', 'x-datadog-tags']
const B3 = ['X-B3-TraceId', 'X-B3-SpanId', 'X-B3-Sampled']

const variantsOf = (from: Case, ...names: string[]): Case['variants'] => {
  return Object.fromEntries(names.map((name) => [name, from.variants[name] as CaseVariant]))
}
const ours = (rest: Partial<CaseVariant>): CaseVariant => {
  return { program: 'ours-jaeger', tracing: { write: W3C, spans: 'message' }, spans: 'message', headers: W3C, ...rest }
}

const ONE = 'one header on both sides'
const COMPARED = ['floor', 'ours per message', 'hand-written', 'OpenTelemetry']
const sized = (key: string, note: string): readonly Comparison[] => [
  {
    key,
    variant: 'ours per message',
    of: 'floor',
    note,
    peers: { 'hand-written': ['hand-written', 'floor'], OpenTelemetry: ['OpenTelemetry', 'floor'] },
  },
]
const producing = (name: string, what: string, rest: Partial<Case>): Case => {
  return { ...PRODUCER, name, what, ...rest, variants: variantsOf(PRODUCER, ...COMPARED) }
}

/** Other sizes, tracers and peers, which `--all` measures: each case with what is compared in it. */
export const OTHER_CASES: readonly (readonly [Case, readonly Comparison[]])[] = [
  [
    producing('producer.single', 'send of one message of 200 B', {
      settings: { batch: 1, valueBytes: 200, ownHeaders: 0 },
      messages: 1500,
      warmUp: 10_000,
    }),
    sized('producer.single', `one message a call; ${ONE}`),
  ],
  [
    producing('producer.1KiB', 'send of 100 messages of 1 KiB', {
      settings: { batch: 100, valueBytes: 1024, ownHeaders: 0 },
    }),
    sized('producer.1KiB', ONE),
  ],
  [
    producing('producer.fiveHeaders', 'send of 100 messages with five headers', {
      settings: { batch: 100, valueBytes: 200, ownHeaders: 5 },
      messages: 5000,
    }),
    sized('producer.fiveHeaders', 'five headers of the caller and one of the trace on both sides'),
  ],
  [
    {
      ...PRODUCER,
      name: 'producer.others',
      what: 'send of 100 messages of 200 B, others',
      variants: {
        bare: BARE,
        ...variantsOf(PRODUCER, 'floor'),
        'ours propagate-only, nothing active': {
          ...ours({ spans: 'none', headers: [] }),
          tracing: { write: W3C, mode: 'propagate-only' },
        },
        'ours with OpenTelemetry': ours({ program: 'ours-open-telemetry' }),
        'OpenTelemetry unsampled': {
          program: 'open-telemetry',
          tracing: { sampler: 'unsampled' },
          spans: 'none',
          headers: W3C,
        },
        'dd-trace, a span per send': {
          program: 'dd-trace',
          spans: 'call',
          headers: [...DATADOG, ...W3C, 'tracestate'],
        },
        'zipkin, a span per send': { program: 'zipkin', spans: 'call', headers: B3 },
        'ours, posted as OTLP': ours({ tracing: { write: W3C, spans: 'message', exports: true } }),
        'hand-written, posted as Thrift': {
          program: 'hand-written',
          tracing: { exports: true },
          spans: 'message',
          headers: ['uber-trace-id'],
        },
        'OpenTelemetry, posted as OTLP': {
          program: 'open-telemetry',
          tracing: { exports: true },
          spans: 'message',
          headers: W3C,
        },
      },
    },
    [
      {
        key: 'producer.propagateOnly',
        variant: 'ours propagate-only, nothing active',
        of: 'bare',
        note: 'no headers on both sides',
      },
      { key: 'producer.withOpenTelemetry', variant: 'ours with OpenTelemetry', of: 'floor', note: ONE },
      { key: 'producer.otelUnsampled', variant: 'OpenTelemetry unsampled', of: 'floor', note: ONE },
      {
        key: 'producer.ddTrace',
        variant: 'dd-trace, a span per send',
        of: 'bare',
        note: 'six headers of dd-trace over none; its spans are encoded and posted',
      },
      {
        key: 'producer.zipkin',
        variant: 'zipkin, a span per send',
        of: 'bare',
        note: `${B3.length} headers of B3 over none`,
      },
      {
        key: 'producer.exported',
        variant: 'ours, posted as OTLP',
        of: 'floor',
        note: `${ONE}; spans are encoded and posted`,
        peers: {
          'hand-written, as Thrift': ['hand-written, posted as Thrift', 'floor'],
          'OpenTelemetry, as OTLP': ['OpenTelemetry, posted as OTLP', 'floor'],
        },
      },
    ],
  ],
  [
    {
      ...EACH_MESSAGE,
      name: 'eachMessage.others',
      what: 'eachMessage, 200 B, others',
      variants: {
        ...variantsOf(EACH_MESSAGE, 'bare'),
        'ours no-op': { program: 'ours-noop', spans: 'none', headers: W3C },
        'ours unsampled tracer': ours({ tracing: { sampler: 'unsampled' } }),
        'ours propagate-only': ours({ spans: 'none', tracing: { mode: 'propagate-only' } }),
        'ours with OpenTelemetry': ours({ program: 'ours-open-telemetry', tracing: {} }),
        'dd-trace': { program: 'dd-trace', spans: 'message', headers: W3C },
        'bare, B3': { ...BARE, headers: B3 },
        zipkin: { program: 'zipkin', spans: 'message', headers: B3 },
      },
    },
    [
      { key: 'consumer.noop', variant: 'ours no-op', of: 'bare', note: ONE },
      { key: 'consumer.propagateOnly', variant: 'ours propagate-only', of: 'bare', note: ONE },
      { key: 'consumer.withOpenTelemetry', variant: 'ours with OpenTelemetry', of: 'bare', note: ONE },
      { key: 'consumer.ddTrace', variant: 'dd-trace', of: 'bare', note: `${ONE}; its spans are encoded and posted` },
      { key: 'consumer.zipkin', variant: 'zipkin', of: 'bare, B3', note: `${B3.length} headers of B3 on both sides` },
    ],
  ],
]
