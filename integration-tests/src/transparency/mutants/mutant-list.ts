import { batchMutants } from './batch-mutants'
import { consumerMutants } from './consumer-mutants'
import { handlerMutants } from './handler-mutants'
import { messageMutants } from './message-mutants'
import type { Mutant } from './mutant'
import { sendMutants } from './send-mutants'
import { transactionMutants } from './transaction-mutants'

/** Every damaged wrapper; all must be told from the raw client. */
export const MUTANTS: readonly Mutant[] = [
  ...messageMutants,
  ...sendMutants,
  ...transactionMutants,
  ...handlerMutants,
  ...batchMutants,
  ...consumerMutants,
]
