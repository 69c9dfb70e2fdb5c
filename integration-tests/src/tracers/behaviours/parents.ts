import { deepEqual, equal, notEqual } from 'node:assert/strict'
import { REMOTE, remoteHeaders, type Behaviour } from './behaviour'

export const parents: readonly Behaviour[] = [
  {
    name: 'a sampled span that is injected gives headers',
    async run(stage) {
      await stage.producer().send({ topic: 'orders', messages: [{ value: 'x' }] })
      const { sampled } = stage.contextOf('orders')
      equal(sampled, true)
    },
  },
  {
    name: 'what is sent inside a span is its child, and carries the context of the send',
    async run(stage) {
      const root = await stage.world.inRoot(() =>
        stage.producer().send({ topic: 'orders', messages: [{ value: 'x' }] }),
      )
      const span = stage.spanNamed('send orders')
      deepEqual([span.traceId, span.parentId, span.kind], [root.traceId, root.spanId, 'producer'])
      const context = stage.contextOf('orders')
      deepEqual([context.traceId, context.spanId, context.sampled], [span.traceId, span.spanId, true])
    },
  },
  {
    name: 'a received message is the child of its record, and the parent of what its handler sends',
    async run(stage) {
      const producer = stage.producer()
      await stage.consume({
        eachMessage: async ({ topic }) => {
          await Promise.resolve()
          if (topic === 'orders') await producer.send({ topic: 'invoices', messages: [{ value: 'y' }] })
        },
      })
      stage.kafka.append('orders', { headers: remoteHeaders() })
      await stage.kafka.deliver()
      const process = stage.spanNamed('process orders')
      deepEqual([process.traceId, process.parentId, process.kind], [REMOTE.traceId, REMOTE.spanId, 'consumer'])
      const send = stage.spanNamed('send invoices')
      deepEqual([send.traceId, send.parentId], [REMOTE.traceId, process.spanId])
      equal(stage.contextOf('invoices').traceId, REMOTE.traceId)
    },
  },
  {
    name: 'a received message never hangs on what happens to be active',
    async run(stage) {
      await stage.consume({ eachMessage: () => undefined })
      stage.kafka.append('with', { headers: remoteHeaders() })
      stage.kafka.append('without', {})
      const root = await stage.world.inRoot(() => stage.kafka.deliver())
      equal(stage.spanNamed('process with').traceId, REMOTE.traceId)
      const without = stage.spanNamed('process without')
      notEqual(without.traceId, root.traceId)
      equal(without.parentId, undefined)
    },
  },
  {
    name: 'a message that is sent on continues its trace, and its old headers are replaced',
    async run(stage) {
      const headers = { TraceParent: remoteHeaders().traceparent, b3: '0', own: 'kept' }
      await stage.producer().send({ topic: 'orders', messages: [{ value: 'x', headers }] })
      const span = stage.spanNamed('send orders')
      deepEqual([span.traceId, span.parentId], [REMOTE.traceId, REMOTE.spanId])
      equal(stage.contextOf('orders').spanId, span.spanId)
      const keys = Object.keys(stage.messageOf('orders').headers)
      deepEqual([keys.includes('TraceParent'), keys.includes('b3'), keys.includes('own')], [false, false, true])
    },
  },
  {
    name: 'unrelated messages never become one trace',
    async run(stage) {
      await stage.producer().send({ topic: 'orders', messages: [{ value: 'x' }, { value: 'y' }] })
      equal(new Set(stage.spansNamed('send orders').map((span) => span.traceId)).size, 2)
    },
  },
]
