import { deepEqual, equal, ok, rejects } from 'node:assert/strict'
import { REMOTE, remoteHeaders, type Behaviour, type Stage } from './behaviour'

/** A handler of `orders` that sends to `invoices`. */
async function relay(stage: Stage): Promise<void> {
  const producer = stage.producer()
  await stage.consume({
    eachMessage: async ({ topic }) => {
      if (topic === 'orders') await producer.send({ topic: 'invoices', messages: [{ value: 'y' }] })
    },
  })
}

export const contents: readonly Behaviour[] = [
  {
    name: 'baggage of a record reaches what its handler sends, whatever its characters',
    async run(stage) {
      await relay(stage)
      stage.kafka.append('orders', { headers: { ...remoteHeaders(), baggage: 'user=u-1,city=%C3%A9%20%2C' } })
      await stage.kafka.deliver()
      equal(String(stage.messageOf('invoices').headers['baggage']), 'user=u-1,city=%C3%A9%20%2C')
    },
  },
  {
    name: 'baggage of the active span is sent',
    async run(stage) {
      const send = () => stage.producer().send({ topic: 'orders', messages: [{ value: 'x' }] })
      await stage.world.inRoot(send, { baggage: { user: 'u-1' } })
      equal(String(stage.messageOf('orders').headers['baggage']), 'user=u-1')
    },
  },
  {
    name: 'baggage of one message never reaches another',
    async run(stage) {
      await relay(stage)
      stage.kafka.append('orders', { headers: { ...remoteHeaders(), baggage: 'user=u-1' } }, {})
      await stage.kafka.deliver()
      const [first, second] = stage.kafka.stored('invoices')
      equal(String(first?.headers['baggage']), 'user=u-1')
      equal(second?.headers['baggage'], undefined)
    },
  },
  {
    name: 'an unsampled record stays unsampled',
    async run(stage) {
      await relay(stage)
      stage.kafka.append('orders', { headers: remoteHeaders('00') })
      await stage.kafka.deliver()
      const { traceId, sampled } = stage.contextOf('invoices')
      deepEqual([traceId, sampled], [REMOTE.traceId, false])
    },
  },
  {
    name: 'a sampled record stays sampled, whatever the sampler says of new traces',
    sampled: false,
    async run(stage) {
      await relay(stage)
      stage.kafka.append('orders', { headers: remoteHeaders('01') })
      await stage.kafka.deliver()
      const { traceId, sampled } = stage.contextOf('invoices')
      deepEqual([traceId, sampled], [REMOTE.traceId, true])
    },
  },
  {
    name: 'a new trace that is not sampled is written so',
    sampled: false,
    async run(stage) {
      await stage.producer().send({ topic: 'orders', messages: [{ value: 'x' }] })
      equal(stage.contextOf('orders').sampled, false)
    },
  },
  {
    name: 'a record can ask for a new trace without samples',
    needsDecisions: true,
    async run(stage) {
      await relay(stage)
      stage.kafka.append('orders', { headers: { b3: '0' } })
      await stage.kafka.deliver()
      equal(stage.contextOf('invoices').sampled, false)
    },
  },
  {
    name: 'tracestate is kept',
    async run(stage) {
      await relay(stage)
      stage.kafka.append('orders', { headers: { ...remoteHeaders(), tracestate: 'vendor=1,other=2' } })
      await stage.kafka.deliver()
      const { tracestate } = stage.contextOf('invoices')
      // a tracer may put a member of its own before them (dd-trace does)
      deepEqual(
        tracestate.filter((member) => /^(vendor|other)=/.test(member)),
        ['vendor=1', 'other=2'],
      )
    },
  },
  {
    name: 'a tombstone is told, and an offset',
    async run(stage) {
      await stage.consume({ eachMessage: () => undefined })
      stage.kafka.append('orders', { value: null })
      stage.kafka.append('others', { value: 'x' })
      await stage.kafka.deliver()
      const [span, other] = [stage.spanNamed('process orders'), stage.spanNamed('process others')]
      deepEqual([span.isTombstone, span.offset, other.isTombstone], [true, '0', false])
    },
  },
  {
    name: "an error of a handler is told by its span, and stays the handler's",
    async run(stage) {
      const error = new RangeError('out of stock')
      await stage.consume({ eachMessage: () => Promise.reject(error) })
      stage.kafka.append('orders', { headers: remoteHeaders() })
      await rejects(stage.kafka.deliver(), (thrown) => thrown === error)
      equal(stage.spanNamed('process orders').error, 'out of stock')
    },
  },
  {
    name: 'closing flushes, and hands everything on afterwards',
    async run(stage) {
      const tracing = stage.tracing()
      const producer = tracing.producer(stage.kafka.producer())
      await producer.send({ topic: 'orders', messages: [{ value: 'x' }] })
      await tracing.close({ timeoutMs: 1000 })
      ok(stage.world.isFlushed?.() ?? true, 'not flushed')
      const message = { value: 'y' }
      await producer.send({ topic: 'orders', messages: [message] })
      equal(stage.kafka.sent.at(-1), message)
    },
  },
]
