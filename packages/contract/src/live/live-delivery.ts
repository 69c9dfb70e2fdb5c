import type { LiveTopic } from '../protocol/hello'
import type { Delivery } from '../verify/delivery'
import type { VectorSender } from './vector-sender'

/** Joining a group takes some seconds on a cluster of production. */
const FIRST_RECORD_MS = 60_000

/** Extract vectors as records of a topic, one at a time: what the subject breaks at is then known. */
export function liveDelivery(sender: VectorSender, live: LiveTopic): Delivery {
  let isFirst = true
  return {
    live,
    restarts: false,
    whyNotRun: ({ ask }) => (ask === 'inject' ? 'writing is asked over stdio only' : undefined),
    ask: (session, vector, timeoutMs) => {
      const deadlineMs = isFirst ? Math.max(timeoutMs, FIRST_RECORD_MS) : timeoutMs
      isFirst = false
      return session.ask(vector.id, deadlineMs, () => sender.send(vector))
    },
  }
}
