import type { Extraction } from '@filrouge/propagation'
import { createContextKey, propagation, type Context } from '@opentelemetry/api'
import { withBaggage } from './context-baggage'
import { withDecision } from './decision'
import { withTraceContext } from './trace-context-in'

const KEY = createContextKey('filrouge extraction')

/** All that the headers of a record said, its faults and losing contexts too; nothing where `filrougePropagator` read none. */
export function extractionOf(context: Context): Extraction | undefined {
  return context.getValue(KEY) as Extraction | undefined
}

/** The context with what headers said in it. What they did not say stays as it was. */
export function withExtraction(base: Context, extraction: Extraction): Context {
  const { context, baggage, decision } = extraction
  let extracted = base.setValue(KEY, extraction)
  if (context !== undefined) extracted = withTraceContext(extracted, context)
  if (baggage.length > 0) extracted = withBaggage(propagation.deleteBaggage(extracted), baggage)
  return withDecision(extracted, decision)
}
