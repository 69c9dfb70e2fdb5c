import { createTopics } from '@filrouge/harness'
import { afterAll, beforeAll, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { extractVector } from '../fixtures/vector.fixture'
import type { HexHeader } from '../vectors/vector'
import { VectorSender } from './vector-sender'

const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
const topic = `vector-sender-${randomUUID()}`
let sender: VectorSender
beforeAll(async () => {
  await createTopics(brokers, [{ topic, partitions: 1 }])
  sender = await VectorSender.connect(brokers, topic)
})
afterAll(() => sender.close())

const carriers: [string, readonly HexHeader[]][] = [
  ['no headers', []],
  ['an empty key and an empty value', [['', '']]],
  ['a null value', [['6b', null]]],
  ['a key that is not UTF-8', [['fffe', '00']]],
  ['repeats apart from each other', [['6b', '31'], ['6c', null], ['6b', '32'], ['6c', '33']]], // prettier-ignore
  ['50,000 headers', Array.from({ length: 50_000 }, (): HexHeader => ['6b', '76'])],
  ['a value of 500 kB', [['6b', 'ff'.repeat(500_000)]]],
]

it.each(carriers)('a broker keeps the bytes of %s', async (name, carrier) => {
  await sender.send(extractVector(name, { carrier }))
})

it('more than the broker takes is refused', async () => {
  const carrier: HexHeader[] = [['6b', 'ff'.repeat(2_000_000)]]
  await expect(sender.send(extractVector('large', { carrier }))).rejects.toThrow('the record is too large')
})

it('a topic that is not there is told', async () => {
  await expect(VectorSender.connect(brokers, '///')).rejects.toThrow(/^Metadata of \/\/\/ failed with error 17/)
})
