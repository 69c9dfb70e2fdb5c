/** The written forms of the specification's grammar, sections 5 and 6, checked without any code of this package. */
const MEMBER = String.raw`[a-z][a-z0-9_*/@-]{0,255}=[\x20-\x2b\x2d-\x3c\x3e-\x7e]{0,255}[\x21-\x2b\x2d-\x3c\x3e-\x7e]`
const ENTRY = String.raw`[!#$%&'*+.^_\`|~0-9A-Za-z-]+=([A-Za-z0-9._~-]|%[0-9A-F]{2})+`
/** Keys and values that raw and URL-encoding readers take alike. */
const SAFE_KEY = '[a-z][a-z0-9-]{0,62}'
const SAFE_VALUE = String.raw`(?! )[\x20-\x24\x26-\x2a\x2d-\x3c\x3e-\x7e]+(?<! )`
const listOf = (member: string, most: number) => new RegExp(`^(?=.{1,${most}}$)${member}(,${member})*$`)

const STRICT: Readonly<Record<string, RegExp>> = {
  traceparent: /^00-[0-9a-f]{32}-[0-9a-f]{16}-0[01]$/,
  tracestate: listOf(MEMBER, 512),
  'uber-trace-id': /^[0-9a-f]{32}:[0-9a-f]{16}:0:[013]$/,
  b3: /^[0-9a-f]{32}-[0-9a-f]{16}(-[01])?$/,
  'x-b3-traceid': /^[0-9a-f]{32}$/,
  'x-b3-spanid': /^[0-9a-f]{16}$/,
  'x-b3-sampled': /^[01]$/,
  'x-b3-flags': /^1$/,
  'x-datadog-trace-id': /^[1-9][0-9]{0,19}$/,
  'x-datadog-parent-id': /^[1-9][0-9]{0,19}$/,
  'x-datadog-sampling-priority': /^[012]$/,
  'x-datadog-tags': /^_dd\.p\.tid=[0-9a-f]{16}$/,
  'sentry-trace': /^[0-9a-f]{32}-[0-9a-f]{16}(-[01])?$/,
  'ot-tracer-traceid': /^[0-9a-f]{16}$/,
  'ot-tracer-spanid': /^[0-9a-f]{16}$/,
  'ot-tracer-sampled': /^(true|false)$/,
  baggage: listOf(ENTRY, 8192),
  'jaeger-baggage': listOf(`${SAFE_KEY}=${SAFE_VALUE}`, 8192),
}
const PREFIXED_KEY = new RegExp(`^(uberctx-|ot-baggage-)${SAFE_KEY}$`)
const PREFIXED_VALUE = new RegExp(`^${SAFE_VALUE}$`)

/** Whether a header, after an injection, can only have been written by it. */
export const isOfAFormat = (key: string): boolean =>
  /^(traceparent|tracestate|b3|baggage|elasticapmtraceparent|sentry-trace|x-amzn-trace-id)$/i.test(key) ||
  /^(uber-trace-id$|uberctx-|jaeger-(baggage|debug-id)$|ot-baggage-)/i.test(key) ||
  /^(x-b3-(traceid|spanid|parentspanid|sampled|flags)|ot-tracer-(traceid|spanid|sampled))$/i.test(key) ||
  /^x-datadog-(trace-id|parent-id|sampling-priority|tags|origin)$/i.test(key)

export const hasStrictForm = (key: string, value: string): boolean =>
  Object.hasOwn(STRICT, key) ? STRICT[key]?.test(value) === true : PREFIXED_KEY.test(key) && PREFIXED_VALUE.test(value)
