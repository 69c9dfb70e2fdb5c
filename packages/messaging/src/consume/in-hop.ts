import type { Hop } from '../hop'
import type { Messaging } from '../messaging'
import { runObserved } from '../run-under'

/** Runs a handler inside the span of a hop, which ends when the handler has ended. Without a hop it is only run. */
export function runInHop<T>(messaging: Messaging, hop: Hop | undefined, handler: () => T): T {
  return hop === undefined ? handler() : runObserved(messaging, hop, hop, handler)
}
