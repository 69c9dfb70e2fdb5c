/** The headers of a trace, as the specification lists them (section 11): told here once more, so that no code of ours judges itself. */
const OWNED = /^(traceparent|tracestate|baggage|uber-trace-id|uberctx-.*|jaeger-debug-id|jaeger-baggage|b3|x-b3-.*|x-datadog-.*|ot-tracer-.*|ot-baggage-.*|elasticapmtraceparent|x-amzn-trace-id|sentry-trace)$/i // prettier-ignore

export const isOwnedHeader = (key: string): boolean => OWNED.test(key)
