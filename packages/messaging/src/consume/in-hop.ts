import type { Hop } from '../hop'
import type { SpanParent } from '../message-tracer'
import type { Messaging } from '../messaging'
import { observeSettlement } from '../settlement'

/** Runs a handler inside the span of a hop, which ends when the handler has ended. Without a hop it is only run. */
export function runInHop<T>(messaging: Messaging, hop: Hop | undefined, handler: () => T): T {
  if (hop === undefined) return handler()
  return observeSettlement(() => runUnder(messaging, { native: hop.native }, handler), {
    resolved: () => {
      hop.ended()
    },
    failed: (error) => {
      hop.failed(error)
    },
  })
}

/**
 * The handler runs once and its outcome counts, whatever the tracer does around it: throws before or after, calls it twice, not at
 * all or later, gives back something else.
 */
export function runUnder<T>(messaging: Messaging, parent: SpanParent | undefined, handler: () => T): T {
  let outcome: { readonly value: T } | { readonly error: unknown } | undefined
  const once = (): T | undefined => {
    if (outcome !== undefined) return 'value' in outcome ? outcome.value : undefined
    try {
      const value = handler()
      outcome = { value }
      return value
    } catch (error) {
      outcome = { error }
      throw error
    }
  }
  try {
    messaging.tracer.withActive(parent, once)
  } catch (error) {
    const isOfHandler = outcome !== undefined && 'error' in outcome && outcome.error === error
    if (!isOfHandler) messaging.guard.caught('activating a span', error)
  }
  return outcomeOf(outcome ?? runNow())

  function runNow(): NonNullable<typeof outcome> {
    try {
      outcome = { value: handler() }
    } catch (error) {
      outcome = { error }
    }
    return outcome
  }
}

function outcomeOf<T>(outcome: { readonly value: T } | { readonly error: unknown }): T {
  if ('error' in outcome) throw outcome.error
  return outcome.value
}
