import type { Client, Messaging } from '@filrouge/messaging'
import { foreignInstrumentationOf } from './foreign-instrumentation'

/** The client that spans name: clients of kafkajs's shape are told by what only they have. */
export function componentOf(client: object): string {
  const { dependentAdmin } = client as { readonly dependentAdmin?: unknown }
  return typeof dependentAdmin === 'function' ? '@confluentinc/kafka-javascript' : 'kafkajs'
}

/** How one client is traced. Where another instrumentation makes spans, ours only propagates, and says so once. */
export function clientOf(messaging: Messaging, client: object, role: 'producer' | 'consumer'): Client {
  const { onForeign = 'yield' } = messaging.options
  const foreign = messaging.guard.run('a look at the client', () => foreignInstrumentationOf(client, role))
  const yields = foreign !== undefined && onForeign === 'yield'
  if (yields) {
    messaging.guard.tellOnce(
      `this ${role} is traced by ${foreign} too: filrouge makes no spans for it and only propagates. ` +
        "To have spans of one kind, switch that instrumentation off for kafkajs; to have both, set onForeign: 'both'.",
    )
  }
  const component =
    messaging.options.component ?? messaging.guard.run('a look at the client', () => componentOf(client))
  return { component: component ?? 'kafkajs', yields }
}
