import type { Scenario } from '../scenario'
import { autoCommit } from './auto-commit'
import { batchCalls } from './batch-calls'
import { handlerFlow } from './handler-flow'
import { transactionFlow } from './transaction-flow'
import { wrongCalls } from './wrong-calls'
import { consumerEvents } from './consumer-events'
import { retries } from './retries'
import { batches } from './batches'
import { clientShape } from './client-shape'
import { consumerConfig } from './consumer-config'
import { eachBatch } from './each-batch'
import { flow } from './flow'
import { handlerCalls } from './handler-calls'
import { handlers } from './handlers'
import { rebalances } from './rebalances'
import { runConfig } from './run-config'
import { subscriptions } from './subscriptions'
import { transactions } from './transactions'
import { events } from './events'
import { headers } from './headers'
import { messageObjects } from './message-objects'
import { messages } from './messages'
import { order } from './order'
import { producerLife } from './producer-life'
import { sends } from './sends'
import { sizes } from './sizes'

/** Every scenario, by theme. */
export const TABLE: readonly Scenario[] = [
  ...headers,
  ...messages,
  ...messageObjects,
  ...sends,
  ...batches,
  ...retries,
  ...consumerEvents,
  ...wrongCalls,
  ...transactionFlow,
  ...handlerFlow,
  ...batchCalls,
  ...autoCommit,
  ...order,
  ...sizes,
  ...producerLife,
  ...clientShape,
  ...events,
  ...transactions,
  ...subscriptions,
  ...runConfig,
  ...rebalances,
  ...handlers,
  ...handlerCalls,
  ...flow,
  ...eachBatch,
  ...consumerConfig,
]
