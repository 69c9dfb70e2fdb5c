import type { Message, ProducerRecord } from 'kafkajs'
import { damaged, withMethods, type Mutant } from './mutant'

type ChangeMessage = (message: Message) => Message

/** Changes each message of `send` before the client gets it. */
function changingMessages(change: ChangeMessage): Mutant['wrap'] {
  return damaged({
    underProducer: (raw) =>
      withMethods(raw, {
        send: (record: ProducerRecord) => raw.send({ ...record, messages: record.messages.map(change) }),
      }),
  })
}

export const producerMutants: readonly Mutant[] = [
  {
    name: 'binary headers re-encoded as text',
    stands: 'instana/instrumentation-confluent-kafka-javascript, kafka-crab-js; node-rdkafka #933',
    noticed: ['header value: bytes that are no text'],
    wrap: changingMessages((message) => ({
      ...message,
      headers: Object.fromEntries(Object.entries(message.headers ?? {}).map(([name, value]) => [name, String(value)])),
    })),
  },
  {
    name: 'headers written into the caller’s message',
    stands: 'OpenTelemetry, Elastic, New Relic, Sentry, Zipkin: they assign headers on it; dd-trace #8388',
    noticed: ['message object: frozen, without headers', 'value: text'],
    wrap: damaged({
      overProducer: (wrapped) =>
        withMethods(wrapped, {
          send: (record: ProducerRecord) => {
            for (const message of record.messages) message.headers = { ...message.headers }
            return wrapped.send(record)
          },
        }),
    }),
  },
  {
    name: 'every message sent twice',
    stands: 'an instrumentation that is loaded twice',
    noticed: ['value: text'],
    wrap: damaged({
      underProducer: (raw) =>
        withMethods(raw, { send: async (record: ProducerRecord) => raw.send(record).then(() => raw.send(record)) }),
    }),
  },
]
