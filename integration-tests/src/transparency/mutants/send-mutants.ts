import type { Message, Producer, ProducerBatch, ProducerRecord } from 'kafkajs'
import { damaged, withMethods, type Mutant } from './mutant'

type Send = Producer['send']
/** Another `send` over the wrapped one. */
const sendingBy = (send: (record: ProducerRecord, sound: Send) => unknown): Mutant['wrap'] =>
  damaged({
    overProducer: (producer) =>
      withMethods(producer, {
        send: (record: ProducerRecord) => send(record, (given) => producer.send(given)) as ReturnType<Send>,
      }),
  })

/** What wrappers have done to the calls of a producer. */
export const sendMutants: readonly Mutant[] = [
  {
    name: 'one more await before the send',
    stands: 'dd-trace: the first send waits for metadata of its own (#8253)',
    noticed: ['order: turns until a refused call is rejected', 'order: a list that grows after the call'],
    wrap: sendingBy(async (record, send) => {
      await Promise.resolve()
      return send(record)
    }),
  },
  {
    name: 'one more await after the send',
    stands: 'async wrappers around a promise that could have been handed on',
    noticed: ['order: turns until a refused call is rejected'],
    wrap: sendingBy(async (record, send) => await send(record)),
  },
  {
    name: 'a rejection that nobody handles is hidden from the process',
    stands: 'wrappers that watch a promise and hand on the same one: to Node it is handled then',
    noticed: ['order: a rejection that nobody handles'],
    wrap: sendingBy((record, send) => {
      const sent = send(record)
      sent.catch(() => undefined)
      return sent
    }),
  },
  {
    name: 'a request to the broker of its own before each send',
    stands: 'dd-trace #4808, dd-trace-py #13719: an admin client that asks for the cluster',
    noticed: ['events: the requests of a send', 'order: sends of one turn reach the client in their order'],
    wrap: damaged({
      underProducer: (raw) =>
        withMethods(raw, {
          send: async (record: ProducerRecord) => {
            await raw.sendBatch({ topicMessages: [{ topic: record.topic, messages: [{ value: 'probe' }] }] })
            return raw.send(record)
          },
        }),
    }),
  },
  {
    name: 'headers written into the message of the caller',
    stands: 'OpenTelemetry, Elastic, New Relic, Sentry, Zipkin, Platformatic; dd-trace #8388',
    noticed: ['value: text'],
    wrap: sendingBy((record, send) => {
      for (const message of record.messages) message.headers ??= {}
      return send(record)
    }),
  },
  {
    name: 'a frozen message throws',
    stands: 'OpenTelemetry: a synchronous TypeError out of send; dd-trace-rb #6182',
    noticed: ['message object: frozen, without headers'],
    wrap: sendingBy((record, send) => {
      for (const message of record.messages) message.headers = { ...message.headers }
      return send(record)
    }),
  },
  {
    name: 'a rejection that became a throw',
    stands: 'wrappers that look into the messages before the client does',
    noticed: ['messages: undefined', 'messages: null in the array'],
    wrap: sendingBy((record, send) => {
      const headers = record.messages.map((message: Message) => message.headers)
      return send(headers.length > 0 ? record : { ...record })
    }),
  },
  {
    name: 'a call without messages that throws',
    stands: 'New Relic: the first entry of an empty batch is read',
    noticed: ['messages: none'],
    wrap: sendingBy((record, send) => {
      const [first] = record.messages
      return send({ ...record, topic: `${record.topic}${(first as Message).headers === undefined ? '' : ''}` })
    }),
  },
  {
    name: 'a rejection swallowed',
    stands: 'wrappers that record an error and forget to pass it on',
    noticed: ['producer: not connected yet'],
    wrap: sendingBy((record, send) => send(record).catch(() => [])),
  },
  {
    name: 'an error of another class',
    stands: 'wrappers that throw an error of their own, without retriable flag and cause',
    noticed: ['producer: not connected yet'],
    wrap: sendingBy((record, send) =>
      send(record).catch((error: unknown) => {
        throw new Error((error as Error).message)
      }),
    ),
  },
  {
    name: 'the error of other text',
    stands: 'wrappers that prefix the message of an error',
    noticed: ['message: of a topic that is refused, printed in the error'],
    wrap: sendingBy((record, send) =>
      send(record).catch((error: unknown) => {
        throw Object.assign(error as Error, { message: `send failed: ${(error as Error).message}` })
      }),
    ),
  },
  {
    name: 'the result of a send lost',
    stands: 'wrappers that end their span in a then that gives nothing',
    noticed: ['value: text'],
    wrap: sendingBy((record, send) => send(record).then(() => undefined)),
  },
  {
    name: 'a thenable in place of a promise',
    stands: 'wrappers with promises of their own',
    noticed: ['value: text'],
    wrap: sendingBy((record, send) => ({
      then: (...given: Parameters<Promise<unknown>['then']>) => send(record).then(...given),
    })),
  },
  {
    name: 'every message sent twice',
    stands: 'an instrumentation that is loaded twice (OpenTelemetry #2766), and calls the client twice',
    noticed: ['value: text'],
    wrap: sendingBy((record, send) => send(record).then(() => send(record))),
  },
  {
    name: 'a batch split into sends',
    stands: 'wrappers that know of send only (Zipkin)',
    noticed: [
      'sendBatch: to one topic twice, which is joined',
      'sendBatch: with a message that is refused behind good ones',
    ],
    wrap: damaged({
      overProducer: (producer) =>
        withMethods(producer, {
          sendBatch: async ({ topicMessages = [], ...options }: ProducerBatch) =>
            (await Promise.all(topicMessages.map((entry) => producer.send({ ...options, ...entry })))).flat(),
        }),
    }),
  },
  {
    name: 'the options of a batch lost',
    stands: 'wrappers that build the batch anew from its entries',
    noticed: ['producer: idempotent'],
    wrap: damaged({
      overProducer: (producer) =>
        withMethods(producer, {
          sendBatch: ({ topicMessages = [] }: ProducerBatch) => producer.sendBatch({ topicMessages }),
        }),
    }),
  },
  {
    name: 'methods that need their object',
    stands: 'wrappers of a class: a method taken out of it lost its this',
    noticed: ['send: with a second argument, and as a function of its own'],
    wrap: damaged({
      overProducer: (producer) =>
        withMethods(producer, {
          send(this: Producer | undefined, record: ProducerRecord) {
            if (this === undefined) throw new TypeError('this is undefined')
            return producer.send(record)
          },
        }),
    }),
  },
  {
    name: 'listeners of a producer lost',
    stands: 'opentracing-contrib java-kafka-client #87: methods that the wrapper does not know',
    noticed: ['events: of a producer'],
    wrap: damaged({ overProducer: (producer) => withMethods(producer, { on: () => () => undefined }) }),
  },
]
