import type { Client, Messaging } from '@filrouge/messaging'
import { foreignInstrumentationOf } from './foreign-instrumentation'

const COMPONENT = 'kafkajs'

/** How one client is traced. Where another instrumentation makes spans, ours only propagates, and says so once. */
export function clientOf(messaging: Messaging, client: object, role: 'producer' | 'consumer'): Client {
  const { component = COMPONENT, onForeign = 'yield' } = messaging.options
  const foreign = messaging.guard.run('a look at the client', () => foreignInstrumentationOf(client, role))
  const yields = foreign !== undefined && onForeign === 'yield'
  if (yields) {
    messaging.guard.tellOnce(
      `this ${role} is traced by ${foreign} too: filrouge makes no spans for it and only propagates. ` +
        "To have spans of one kind, switch that instrumentation off for kafkajs; to have both, set onForeign: 'both'.",
    )
  }
  return { component, yields }
}
