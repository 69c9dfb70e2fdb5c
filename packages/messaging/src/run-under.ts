import type { SpanParent } from './message-tracer'
import type { Messaging } from './messaging'

/**
 * The handler runs once and its outcome counts, whatever the tracer does around it: throws before or after, calls it twice, not at
 * all or later, gives back something else.
 */
export function runUnder<T>(messaging: Messaging, parent: SpanParent | undefined, handler: () => T): T {
  let outcome: Outcome<T> | undefined
  const run = () => (outcome ??= outcomeOf(handler))
  // What comes after the first call is not the handler's to answer, so that its error is not thrown there once more.
  const once = () => (outcome === undefined ? valueOf(run()) : 'value' in outcome ? outcome.value : undefined)
  try {
    messaging.tracer.withActive(parent, once)
  } catch (error) {
    const isOfHandler = outcome !== undefined && 'error' in outcome && outcome.error === error
    if (!isOfHandler) messaging.guard.caught('activating a span', error)
  }
  return valueOf(run())
}

type Outcome<T> = { readonly value: T } | { readonly error: unknown }

function outcomeOf<T>(handler: () => T): Outcome<T> {
  try {
    return { value: handler() }
  } catch (error) {
    return { error }
  }
}

function valueOf<T>(outcome: Outcome<T>): T {
  if ('error' in outcome) throw outcome.error
  return outcome.value
}
