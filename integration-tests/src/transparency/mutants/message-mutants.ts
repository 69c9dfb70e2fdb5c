import type { IHeaders, Message, ProducerRecord } from 'kafkajs'
import { damaged, withMethods, type Mutant } from './mutant'

/** Changes the messages of `send` on their way to the client, wrong shapes included. */
function changing(change: (messages: Message[]) => Message[]): Mutant['wrap'] {
  return damaged({
    underProducer: (raw) =>
      withMethods(raw, {
        send: (record: ProducerRecord) => raw.send({ ...record, messages: change(record.messages) }),
      }),
  })
}
const changingHeaders = (change: (headers: IHeaders) => object): Mutant['wrap'] =>
  changing((messages) =>
    messages.map((message) => ({ ...message, headers: change(message.headers ?? {}) as IHeaders })),
  )
const mapped = (headers: IHeaders, change: (value: unknown) => unknown) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, change(value)]))

/** What wrappers have done to messages. */
export const messageMutants: readonly Mutant[] = [
  {
    name: 'binary headers re-encoded as text',
    stands: 'instana/instrumentation-confluent-kafka-javascript, kafka-crab-js; node-rdkafka #933',
    noticed: ['header value: bytes that are no text'],
    wrap: changingHeaders((headers) => mapped(headers, (value) => (Buffer.isBuffer(value) ? value.toString() : value))),
  },
  {
    name: 'repeated headers joined',
    stands: 'OpenTelemetry, Instana, kafka-crab-js: an array becomes "a,b"; mcp-confluent #597',
    noticed: ['header value: several texts'],
    wrap: changingHeaders((headers) => mapped(headers, (value) => (Array.isArray(value) ? value.join(',') : value))),
  },
  {
    name: 'the headers of the caller dropped',
    stands: 'dd-trace #9588: every application header was lost',
    noticed: ['header value: text'],
    wrap: changingHeaders(({ traceparent }) => ({ traceparent })),
  },
  {
    name: 'a header appended to that of the same name',
    stands: 'instana/instrumentation-confluent-kafka-javascript: a second value beside the first',
    noticed: ['header value: text'],
    wrap: changingHeaders((headers) => mapped(headers, (value) => [value, 'ours'])),
  },
  {
    name: 'a null header added',
    stands: 'dd-trace #3098, OpenTelemetry Java: a null header ends in an error',
    noticed: ['value: text'],
    wrap: changingHeaders((headers) => ({ ...headers, tenant: null })),
  },
  {
    name: 'one headers object for all messages',
    stands: 'OpenTelemetry, Sentry, Platformatic: the last one wins',
    noticed: ['headers: of their own for each message'],
    wrap: changing((messages) => messages.map((message) => ({ ...message, headers: messages.at(-1)?.headers ?? {} }))),
  },
  {
    name: 'a tombstone that is not expected',
    stands: 'Elastic #3985: the length of a null value is asked',
    noticed: ['value: null, a tombstone'],
    wrap: changing((messages) => messages.filter(({ value }) => (value as string).length >= 0)),
  },
  {
    name: 'tombstones left out',
    stands: 'a wrapper that takes a null value for no message',
    noticed: ['value: null, a tombstone'],
    wrap: changing((messages) => messages.filter(({ value }) => value !== null)),
  },
  {
    name: 'keys turned into text',
    stands: 'OpenTelemetry: String(key), also where it is binary',
    noticed: ['key: bytes'],
    wrap: changing((messages) => messages.map((message) => ({ ...message, key: String(message.key) }))),
  },
  {
    name: 'messages in another order',
    stands: 'a wrapper that sorts its messages by trace',
    noticed: ['messages: a thousand'],
    wrap: changing((messages) => messages.toReversed()),
  },
  {
    name: 'only the first message of a call',
    stands: 'New Relic #2245: only the first one was handled',
    noticed: ['messages: the same object twice'],
    wrap: changing((messages) => messages.slice(0, 1)),
  },
  {
    name: 'headers of any size, also where nothing more fits',
    stands: 'dd-trace-py #13313: headers make messages drop',
    noticed: ['size: what the broker just takes'],
    wrap: changingHeaders((headers) => ({ ...headers, filler: 'x'.repeat(400) })),
  },
  {
    name: 'getters and classes lost',
    stands: 'wrappers that copy messages by their own members only',
    noticed: [
      'message: of a topic that is refused, printed in the error',
      'message object: of a class, refused and printed',
    ],
    wrap: changing((messages) => messages.map((message) => ({ ...message, headers: message.headers ?? {} }))),
  },
]
