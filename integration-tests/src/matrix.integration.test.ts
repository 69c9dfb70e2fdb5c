import { createTopics } from '@filrouge/harness'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { randomUUID } from 'node:crypto'
import { Peer, type Language } from './peer/peer-process'

/** Every producer to every consumer in every form of header, as real processes over the real broker. */
const languages: Language[] = ['node', 'rust']
const formats = ['traceparent', 'uber-trace-id', 'traceparent,uber-trace-id']
const cells = languages.flatMap((producer) =>
  languages.flatMap((consumer) => formats.map((format) => ({ producer, consumer, format }))),
)

const parent = { traceId: '4bf92f3577b34da6a3ce929d0e0e4736', spanId: '00f067aa0ba902b7', sampled: true }
const cases = [
  { id: 'sampled', parent, baggage: [] },
  { id: 'unsampled', parent: { ...parent, sampled: false }, baggage: [] },
  // jaeger-client drops leading zeros of what it makes and keeps those it receives: both ends pad
  {
    id: 'leading zeros',
    parent: { ...parent, traceId: '0000000000000000000000000000002a', spanId: '000000000000002b' },
    baggage: [],
  },
  { id: 'w3c baggage', parent, baggage: [{ key: 'city', value: 'é , = %' }] },
  { id: 'baggage for uberctx', parent, baggage: [{ key: 'user', value: 'a b;c/d' }] },
  { id: 'no parent', parent: null, baggage: [] },
]

describe.each(cells)('$producer -> kafka -> $consumer, $format', ({ producer, consumer, format }) => {
  const topic = `matrix-${randomUUID()}`
  const brokers = process.env['KAFKA_BROKERS'] ?? ''
  let sender: Peer
  let receiver: Peer

  beforeAll(async () => {
    await createTopics(brokers.split(','), [{ topic, partitions: 1 }])
    const common = ['--brokers', brokers, '--topic', topic]
    ;[sender, receiver] = await Promise.all([
      Peer.start(producer, ['send', ...common, '--formats', format]),
      Peer.start(consumer, ['receive', ...common, '--group', `${topic}-group`]),
    ])
  })
  afterAll(async () => {
    await Promise.all([sender.stop(), receiver.stop()])
  })

  it.each(cases)('$id', async ({ id, parent, baggage }) => {
    sender.write({ id, parent, baggage, key: null, value: id })
    const sent = await sender.line(id)
    const received = await receiver.line(id)
    expect(received).toMatchObject({
      traceId: sent['traceId'],
      parentId: sent['spanId'],
      sampled: parent?.sampled ?? true,
      baggage,
      faults: [],
      links: [],
    })
    if (parent !== null) expect(sent['traceId']).toBe(parent.traceId)
    expect(sent['spanId']).not.toBe(parent?.spanId)

    const headers = new Map((received['headers'] as [string, string][]).map(([key, value]) => [text(key), text(value)]))
    for (const name of formats.slice(0, 2)) expect(headers.has(name)).toBe(format.includes(name))
    const uberctx = id === 'baggage for uberctx' && format.includes('uber-trace-id') ? 'a b;c/d' : undefined
    expect(headers.get('uberctx-user')).toBe(uberctx)
    expect(headers.has('uberctx-city')).toBe(false)
  })
})

function text(hex: string): string {
  return Buffer.from(hex, 'hex').toString('utf8')
}
