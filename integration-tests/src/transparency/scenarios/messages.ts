import { theme, type Scenario } from '../scenario'
import { sending, sendingMessages, untyped } from './sending'

const withValue = (name: string, value: () => unknown, refused = false): Scenario =>
  sendingMessages(name, () => [{ key: 'k', value: value() }], { covers: ['Message.value', 'Message.key'], refused })
const withKey = (name: string, key: () => unknown, refused = false): Scenario =>
  sendingMessages(name, () => [{ key: key(), value: 'v' }], { covers: ['Message.key'], refused })
const withMember = (name: string, member: object, covers: string[], refused = false, nothing = false): Scenario =>
  sendingMessages(name, () => [{ value: 'v', ...member }], {
    covers,
    refused,
    nothing,
    topics: { orders: { partitions: 2 } },
  })

const values = theme('value', [
  withValue('text', () => 'text'),
  withValue('text that is not ASCII', () => 'zürich 🚲 \u0000'),
  withValue('half a surrogate pair', () => '\ud83d'),
  withValue('empty text', () => ''),
  withValue('bytes', () => Buffer.from([0, 255, 1])),
  withValue('no bytes', () => Buffer.of()),
  withValue('null, a tombstone', () => null),
  withValue('undefined', () => undefined, true),
  withValue('a Uint8Array', () => Uint8Array.of(1, 200), true),
  withValue('an ArrayBuffer', () => new ArrayBuffer(2), true),
  withValue('a number', () => 5, true),
  withValue('false', () => false, true),
  withValue('an object', () => ({ total: 42 }), true),
  withValue('an array', () => ['a'], true),
  withValue('a symbol', () => Symbol('v'), true),
])

const keys = theme('key', [
  withKey('text', () => 'key'),
  withKey('bytes', () => Buffer.from([255, 0])),
  withKey('empty text', () => ''),
  withKey('null', () => null),
  withKey('undefined', () => undefined),
  withKey('a number', () => 7, true),
  withKey('a Uint8Array', () => Uint8Array.of(1, 200), true),
])

const PARTITION = ['Message.partition']
const TIMESTAMP = ['Message.timestamp']
const members = theme('message', [
  withMember('of partition 1', { partition: 1 }, PARTITION),
  withMember('of a partition that is not there', { partition: 99 }, PARTITION, false, true),
  withMember('of partition -1', { partition: -1 }, PARTITION, false, true),
  withMember('of a partition as text', { partition: '1' }, PARTITION),
  withMember('of half a partition', { partition: 0.5 }, PARTITION, true),
  withMember('with a timestamp', { partition: 0, timestamp: '1600000000000' }, TIMESTAMP),
  withMember('with a timestamp as number', { partition: 0, timestamp: 1_600_000_000_000 }, TIMESTAMP),
  withMember('with a timestamp of 0', { partition: 0, timestamp: '0' }, TIMESTAMP),
  withMember('with a timestamp that is none', { partition: 0, timestamp: 'today' }, TIMESTAMP, true),
  withMember('with members that kafkajs does not know', { partition: 0, tenant: 'acme', attributes: 5 }, []),
])

const lists = theme('messages', [
  sendingMessages('none', () => [], { covers: ['ProducerRecord.messages'], nothing: true }),
  sendingMessages('undefined', () => undefined, { refused: true }),
  sendingMessages('null', () => null, { refused: true }),
  sendingMessages('a text', () => 'ab', { refused: true }),
  sendingMessages('a Set', () => new Set([{ value: 'a' }]), { refused: true }),
  sendingMessages('like an array', () => ({ length: 1, 0: { value: 'a' } }), { refused: true }),
  sendingMessages('with a hole', () => untyped(Object.assign([{ value: 'a' }], { 2: { value: 'c' } })), {
    refused: true,
  }),
  sendingMessages('null in the array', () => [{ value: 'a' }, null], { refused: true }),
  sendingMessages('undefined in the array', () => [undefined], { refused: true }),
  sendingMessages('a text in the array', () => ['a'], { refused: true }),
  sendingMessages('an empty object in the array', () => [{}], { refused: true }),
  sendingMessages('a good one and one that is refused', () => [{ value: 'a' }, { key: 'k', headers: { own: 'x' } }], {
    refused: true,
  }),
  sendingMessages('the same object twice', () => twice({ value: 'a', headers: { own: 'x' } })),
  sendingMessages('an array of a class', () => Messages.from([{ value: 'a' }, { value: 'b' }])),
  sendingMessages('a thousand', () =>
    Array.from({ length: 1000 }, (_, i) => ({ key: String(i % 7), value: String(i) })),
  ),
])

const unknown = sending({
  name: 'of a topic that is refused, printed in the error',
  refused: true,
  covers: ['TopicMessages.topic', 'TopicMessages.messages'],
  record: (world) => ({
    topic: world.topic(),
    messages: [{ key: 'k', headers: { own: Buffer.from('x') }, note: 'printed' }],
  }),
})

export const messages = [...values, ...keys, ...members, ...lists, ...theme('message', [unknown])]

class Messages<T> extends Array<T> {}

function twice<T>(message: T): T[] {
  return [message, message]
}
