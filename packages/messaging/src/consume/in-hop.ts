import type { Hop } from '../hop'
import type { Messaging } from '../messaging'
import { runUnder } from '../run-under'
import { observeSettlement } from '../settlement'

/** Runs a handler inside the span of a hop, which ends when the handler has ended. Without a hop it is only run. */
export function runInHop<T>(messaging: Messaging, hop: Hop | undefined, handler: () => T): T {
  if (hop === undefined) return handler()
  return observeSettlement(() => runUnder(messaging, hop, handler), hop)
}
