import fc from 'fast-check'
import type { HeaderEntries } from './index'

/** Keys that are looked for, in several letter cases, and any others. */
const KNOWN_KEYS = [
  'traceparent',
  'tracestate',
  'uber-trace-id',
  'b3',
  'x-b3-traceid',
  'x-b3-spanid',
  'x-b3-parentspanid',
  'x-b3-sampled',
  'x-b3-flags',
  'x-datadog-trace-id',
  'x-datadog-parent-id',
  'x-datadog-sampling-priority',
  'x-datadog-tags',
  'x-datadog-origin',
  'elasticapmtraceparent',
  'x-amzn-trace-id',
  'sentry-trace',
  'ot-tracer-traceid',
  'ot-tracer-spanid',
  'ot-tracer-sampled',
  'ce_traceparent',
  'jaeger-debug-id',
  'baggage',
  'jaeger-baggage',
  'uberctx-',
  'uberctx-key',
  'ot-baggage-key',
]
const cased = fc
  .tuple(fc.constantFrom(...KNOWN_KEYS), fc.nat(3))
  .map(([key, letters]) => (letters === 0 ? key.toUpperCase() : key))
export const keys = fc.oneof(
  { weight: 9, arbitrary: cased },
  { weight: 1, arbitrary: fc.oneof(fc.constantFrom('__proto__', 'constructor'), fc.string()) },
)

/** Texts that come close to being valid, as those of the crate's `random_headers`. */
const texts = fc.oneof(
  ...[
    /^[ \t]?(00|01|ff)-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-fA-F]{2}-?[ \t]?$/,
    /^00-(0{32}|0{31}1)-(0{16}|0{15}1)-0[01]$/,
    /^[0-9a-fA-F+]{1,33}(:|%3A)[0-9a-f]{1,17}(:|%3a)[0-9a-f]{0,3}:[0-9a-f]{0,3}$/,
    /^[0-9a-f]{1,32}:[0-9a-f]{1,16}:0:[0-3]$/,
    /^([0-9a-f]{16}|[0-9a-f]{32})-[0-9a-f]{16}(-[01d](-[0-9a-f]{16})?)?$/,
    /^([0-9a-f]{16}|[0-9a-f]{32}|[0-9]{1,21}|-?[0-9]|true|false|d)$/,
    /^Root=1-[0-9a-f]{8}-[0-9a-f]{24}; ?Parent=[0-9a-f]{16}(;Sampled=[01?])?$/,
    /^([a-z@]{1,3} ?= ?[a-z=%é]{0,4}[,;]){0,80}$/,
  ].map((pattern) => fc.stringMatching(pattern)),
)
const elastic = fc.uint8Array({ minLength: 29, maxLength: 30 }).map((bytes) => {
  for (const [at, tag] of [
    [0, 0],
    [1, 0],
    [18, 1],
    [27, 2],
  ] as const)
    bytes[at] = tag
  return bytes
})
export const values = fc.oneof(
  { weight: 1, arbitrary: fc.constant(null) },
  { weight: 8, arbitrary: texts },
  { weight: 1, arbitrary: elastic },
  { weight: 1, arbitrary: fc.oneof(fc.uint8Array({ maxLength: 80 }), fc.string({ unit: 'binary' })) },
)

export const headers: fc.Arbitrary<HeaderEntries> = fc.array(fc.tuple(keys, values), { maxLength: 12, size: 'max' })
