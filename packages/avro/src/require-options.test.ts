import { expect, it } from '@jest/globals'
import { avro } from './avro-codec'
import { AvroType } from './avro-type'
import { confluent } from './framing/confluent'
import { plain } from './framing/plain'
import { singleObject } from './framing/single-object'
import { fileRegistry } from './registry/file-registry'
import { typed } from './typed/typed'

/** What TypeScript would not let pass. */
const wrong = (given: unknown) => given as never
const registry = fileRegistry('none.json')
const producer = { send: () => Promise.resolve(), sendBatch: () => Promise.resolve() }
const consumer = { run: () => Promise.resolve() }
const value = avro('int')

it.each<[string, () => unknown, string]>([
  [
    'a framing by its name',
    () => avro('int', { framing: wrong('confluent') }),
    "framing is 'confluent': use singleObject(types), confluent(registry) or plain(writer)",
  ],
  ['a framing that is none', () => avro('int', { framing: wrong({}) }), 'framing is {}: use '],
  ['no framing', () => avro('int', { framing: wrong(null) }), 'framing is null: use '],
  [
    'a misspelt option of avro',
    () => avro('int', wrong({ frmaing: 1 })),
    'frmaing is no option of avro(): use framing, limits',
  ],
  [
    'a framing as the options',
    () => avro('int', wrong(plain(new AvroType('int')))),
    'name is no option of avro(): use framing, limits',
  ],
  [
    'a text as the options',
    () => avro('int', wrong('confluent')),
    "avro() takes an object of framing, limits, and got 'confluent'",
  ],
  [
    'a number as the limits',
    () => avro('int', { limits: wrong(5) }),
    'limits takes an object of bytes, depth, items, and got 5',
  ],
  [
    'a misspelt option of confluent',
    () => confluent(registry, wrong({ registr: true })),
    'registr is no option of confluent(): use id, register, subject',
  ],
  [
    'a place that no id has',
    () => confluent(registry, { id: wrong('topic') }),
    "id is 'topic', expected 'payload' or 'header'",
  ],
  [
    'a subject by its name',
    () => confluent(registry, { subject: wrong('orders') }),
    "subject is 'orders', expected a function of { topic, part }",
  ],
  [
    'a schema for a type, in plain',
    () => plain(wrong('int')),
    "the writer of plain() is 'int': use an AvroType, such as new AvroType(schema)",
  ],
  ['no type, in plain', () => plain(wrong(undefined)), 'the writer of plain() is undefined: use an AvroType'],
  ['a type alone', () => singleObject(wrong(new AvroType('int'))), 'singleObject() takes a list of AvroType, and got '],
  [
    'a schema among types',
    () => singleObject([new AvroType('int'), wrong('long')]),
    "type 1 of singleObject() is 'long': use an AvroType",
  ],
  ['no client', () => typed(wrong({}), { value }), 'typed() takes a producer or a consumer of the shape of kafkajs'],
  [
    'no options',
    () => typed(wrong(producer), wrong(undefined)),
    'typed(producer) takes an object of key, value, and got undefined',
  ],
  [
    'a codec as the options',
    () => typed(producer, wrong(value)),
    'typed() takes a codec as `value`, such as avro(schema), and got undefined',
  ],
  [
    'a schema as the codec',
    () => typed(producer, { value: wrong('int') }),
    "typed() takes a codec as `value`, such as avro(schema), and got 'int'",
  ],
  [
    'a schema as the codec of keys',
    () => typed(producer, { value, key: wrong('int') }),
    'typed() takes a codec as `key`',
  ],
  [
    'dead letters of a producer',
    () => typed(producer, wrong({ value, deadLetters: {} })),
    'deadLetters is no option of typed(producer): use key, value',
  ],
  [
    'a misspelt option of a consumer',
    () => typed(consumer, wrong({ value, deadLetter: {} })),
    'deadLetter is no option of typed(consumer): use key, value, deadLetters',
  ],
  [
    'a misspelt option of dead letters',
    () => typed(consumer, { value, deadLetters: wrong({ producer, topics: 'd' }) }),
    'topics is no option of deadLetters: use producer, topic, tracing',
  ],
  [
    'tracing that is none',
    () => typed(consumer, { value, deadLetters: { producer, topic: 'd', tracing: wrong({}) } }),
    'deadLetters.tracing is none',
  ],
])('%s is refused', (_, make, message) => {
  expect(make).toThrow(TypeError)
  expect(make).toThrow(message)
})
