import type { Producer, ProducerRecord, Transaction } from 'kafkajs'
import { damaged, withMethods, type Mutant } from './mutant'

/** Another transaction over the wrapped one. */
const opening = (change: (open: Transaction, producer: Producer) => Partial<Transaction>): Mutant['wrap'] =>
  damaged({
    overProducer: (producer) =>
      withMethods(producer, {
        transaction: async () => {
          const open = await producer.transaction()
          return withMethods(open, change(open, producer))
        },
      }),
  })

export const transactionMutants: readonly Mutant[] = [
  {
    name: 'a send that left its transaction',
    stands: 'wrappers that trace the sends of a transaction through the producer',
    noticed: ['transaction: abort', 'transaction: commit'],
    wrap: opening((_open, producer) => ({ send: (record) => producer.send(record) })),
  },
  {
    name: 'a transaction committed by its first send',
    stands: 'wrappers that end what they should only watch',
    noticed: ['transaction: abort', 'transaction: several, one after the other, beside plain sends'],
    wrap: opening((open) => ({
      send: async (record: ProducerRecord) => {
        const sent = await open.send(record)
        await open.commit()
        return sent
      },
    })),
  },
  {
    name: 'an abort that commits',
    stands: 'one wrapped end for both, as an INTERNAL span has (OpenTelemetry #2939)',
    noticed: ['transaction: abort'],
    wrap: opening((open) => ({ abort: () => open.commit() })),
  },
  {
    name: 'offsets left out of the transaction',
    stands: 'sendOffsets, which every peer forgets',
    noticed: ['transaction: what a handler sends, with the offsets of what it got'],
    wrap: opening(() => ({ sendOffsets: () => Promise.resolve() })),
  },
  {
    name: 'a transaction that is always active',
    stands: 'a copy of a state that the client changes later',
    noticed: ['transaction: ended: every call is refused', 'transaction: commit'],
    wrap: opening((open) => {
      const isActive = open.isActive()
      return { isActive: () => isActive }
    }),
  },
]
