import { deepEqual, equal, notEqual, ok } from 'node:assert/strict'
import { REMOTE, remoteHeaders, type Behaviour } from './behaviour'

const OTHER = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' } as const

export const links: readonly Behaviour[] = [
  {
    name: 'a linked message starts a trace that differs and points back',
    async run(stage) {
      await stage.consume({ eachMessage: () => undefined }, { consumer: { relation: 'link' } })
      stage.kafka.append('orders', { headers: remoteHeaders() })
      await stage.world.inRoot(() => stage.kafka.deliver())
      const span = stage.spanNamed('process orders')
      notEqual(span.traceId, REMOTE.traceId)
      equal(span.parentId, undefined)
      deepEqual(span.links, [REMOTE])
    },
  },
  {
    name: 'a linked message hands its baggage on',
    async run(stage) {
      const producer = stage.producer()
      await stage.consume(
        {
          eachMessage: ({ topic }) =>
            topic === 'orders' ? producer.send({ topic: 'invoices', messages: [{ value: 'y' }] }) : undefined,
        },
        { consumer: { relation: 'link' } },
      )
      stage.kafka.append('orders', { headers: { ...remoteHeaders(), baggage: 'user=u-1' } })
      await stage.kafka.deliver()
      equal(String(stage.messageOf('invoices').headers['baggage']), 'user=u-1')
      notEqual(stage.contextOf('invoices').traceId, REMOTE.traceId)
    },
  },
  {
    name: 'an old message is linked',
    async run(stage) {
      await stage.consume({ eachMessage: () => undefined }, { consumer: { maxAge: 1000 } })
      stage.kafka.append('orders', { headers: remoteHeaders(), timestamp: String(Date.now() - 60_000) })
      await stage.kafka.deliver()
      const span = stage.spanNamed('process orders')
      notEqual(span.traceId, REMOTE.traceId)
      deepEqual(span.links, [REMOTE])
    },
  },
  {
    name: 'a batch starts a trace that differs from each of its messages, and links to them',
    async run(stage) {
      const tracing = stage.tracing()
      const inside: string[] = []
      const consumer = tracing.consumer(stage.kafka.consumer({ groupId: 'group' }))
      await consumer.run({
        eachBatch: ({ batch }: Parameters<NonNullable<import('../memory-kafka').Handlers['eachBatch']>>[0]) => {
          for (const message of batch.messages) tracing.withMessage(batch, message, () => inside.push(message.offset))
        },
      })
      stage.kafka.append('orders', { headers: remoteHeaders() }, { headers: remoteHeaders('01', OTHER) }, {})
      await stage.world.inRoot(() => stage.kafka.deliver())
      const batch = stage.spanNamed('process batch orders')
      ok(![REMOTE.traceId, OTHER.traceId].includes(batch.traceId), 'the batch took the trace of a message')
      equal(batch.parentId, undefined)
      deepEqual(batch.links, [REMOTE, OTHER])
      deepEqual(inside, ['0', '1', '2'])
      const parentIds = stage.spansNamed('process orders').map((span) => span.parentId)
      deepEqual(parentIds, [REMOTE.spanId, OTHER.spanId, undefined])
    },
  },
]
