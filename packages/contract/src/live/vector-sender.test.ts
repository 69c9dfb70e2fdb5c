import { afterEach, describe, expect, it } from '@jest/globals'
import { ScriptedBroker } from '../fixtures/scripted-broker.fixture'
import { extractVector, headersOf } from '../fixtures/vector.fixture'
import { decodeRecord, encodeBatch } from './record-batch'
import { VectorSender } from './vector-sender'

const carrier = headersOf([
  ['k', '1'],
  ['l', null],
  ['k', '2'],
])
const vector = extractVector('v-1', { carrier })

const ends: (() => Promise<void> | void)[] = []
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end()
})

async function senderTo(behaviour: Parameters<typeof ScriptedBroker.start>[0]): Promise<VectorSender> {
  const broker = await ScriptedBroker.start(behaviour)
  ends.push(() => broker.stop())
  const sender = await VectorSender.connect([broker.address], 't')
  ends.push(() => sender.close())
  return sender
}

describe('the sender reads each record back', () => {
  it('and is content with a broker that keeps its bytes', async () => {
    let kept: Buffer | undefined
    const sender = await senderTo({ keep: (batch) => (kept = batch) })
    await sender.send(vector)
    expect(decodeRecord(kept ?? Buffer.alloc(0), 0n)).toEqual({
      key: 'v-1',
      value: '{"id":"v-1","ask":"extract","options":{}}',
      headers: carrier,
    })
  })

  it.each([
    ['drops a header', carrier.slice(0, 2), 'headers.2: none in place of "k": "2"'],
    ['groups keys', [carrier[0], carrier[2], carrier[1]], 'headers.1: "k": "2" in place of "l": null'],
    ['empties a null', [carrier[0], ['6c', ''], carrier[2]], 'headers.1: "l": "" in place of "l": null'],
  ])('and refuses one that %s', async (_name, headers, message) => {
    const keep = (batch: Buffer) => encodeBatch({ ...decodeRecord(batch, 0n), headers: headers as typeof carrier })
    const sender = await senderTo({ keep })
    await expect(sender.send(vector)).rejects.toThrow(`the broker keeps v-1 in other bytes: ${message}`)
  })

  it('and says what the broker refused', async () => {
    const sender = await senderTo({ produceError: 10 })
    await expect(sender.send(vector)).rejects.toThrow(
      'Produce to t failed with error 10 (the record is too large: raise max.message.bytes of the topic)',
    )
  })

  it('and tells a broker that hangs up', async () => {
    const sender = await senderTo({ closesAt: 1 })
    await expect(sender.send(vector)).rejects.toThrow(/^127\.0\.0\.1:\d+: the broker closed the connection$/)
  })
})

describe('the sender does not connect', () => {
  it('to a broker that lacks a version', async () => {
    await expect(senderTo({ produceUpTo: 2 })).rejects.toThrow(
      'the broker takes Produce in versions 0 to 2, and version 3 is needed',
    )
  })

  it.each([
    [['nonsense'], 'nonsense is not host:port'],
    [['127.0.0.1:1'], /^no broker answers at 127\.0\.0\.1:1: /],
    [[], 'no broker is named'],
  ])('to %j', async (brokers, message) => {
    await expect(VectorSender.connect(brokers, 't')).rejects.toThrow(message)
  })
})
