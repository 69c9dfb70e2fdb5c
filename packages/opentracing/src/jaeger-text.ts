import type { TraceContext } from '@filrouge/propagation'

const TEXT = /^([0-9a-f]{1,32}):([0-9a-f]{1,16}):([0-9a-f]{1,16}):([0-9a-f]{1,2})$/
const ZERO = /^0+$/
const SAMPLED = 1
const DEBUG = 2

/**
 * The context in a text that a tracer of this process wrote. `extract` reads the same, with limits, letter cases and faults that
 * only texts from the wire need, and takes longer than the tracer takes for the span. Nothing for any other text: it is left to
 * `extract`.
 */
export function readJaegerText(text: unknown): TraceContext | undefined {
  const [, trace, span, parent, flags] = (typeof text === 'string' && TEXT.exec(text)) || []
  if (trace === undefined || span === undefined || parent === undefined || flags === undefined) return undefined
  if (ZERO.test(trace) || ZERO.test(span)) return undefined
  const bits = parseInt(flags, 16)
  const sampled = (bits & SAMPLED) !== 0
  const context = {
    traceId: trace.padStart(32, '0'),
    spanId: span.padStart(16, '0'),
    sampled,
    debug: sampled && (bits & DEBUG) !== 0,
    format: 'uber-trace-id',
    tracestate: [],
  }
  return ZERO.test(parent) ? context : { ...context, parentId: parent.padStart(16, '0') }
}
