import type { Decision } from '@filrouge/propagation'
import { createContextKey, type Context } from '@opentelemetry/api'

// A key of the API is a registered symbol, so that two installed copies of this package share it.
const KEY = createContextKey('filrouge decision')

/** What the headers of a record without ids asked for, such as `b3: 0`. Samplers find it in the context of the span to start. */
export function decisionOf(context: Context): Decision | undefined {
  return context.getValue(KEY) as Decision | undefined
}

export function withDecision(context: Context, decision: Decision | undefined): Context {
  return decision === undefined ? context : context.setValue(KEY, decision)
}
