import ddTrace from 'dd-trace'
import { deepEqual, equal } from 'node:assert/strict'
import { REMOTE, remoteHeaders, type Behaviour } from './behaviour'

/** What dd-trace keeps of what is active, which OpenTracing has no notion of. */
export const datadogScope: readonly Behaviour[] = [
  {
    name: 'a span that dd-trace itself made active is the parent of what is sent',
    async run(stage) {
      const span = ddTrace.startSpan('GET /orders')
      await ddTrace.scope().activate(span, () => stage.producer().send({ topic: 'orders', messages: [{ value: 'x' }] }))
      equal(stage.contextOf('orders').traceId, traceIdOf(span))
    },
  },
  {
    name: 'inside a handler the span of the message is active in dd-trace, and one that it makes active there is the parent',
    async run(stage) {
      const producer = stage.producer()
      const inner: string[] = []
      await stage.consume({
        eachMessage: async ({ topic }) => {
          if (topic !== 'orders') return
          equal(traceIdOf(ddTrace.scope().active()), REMOTE.traceId)
          await ddTrace.trace('query', async (span) => {
            inner.push(spanIdOf(span))
            await producer.send({ topic: 'invoices', messages: [{ value: 'y' }] })
          })
        },
      })
      stage.kafka.append('orders', { headers: remoteHeaders() })
      await stage.kafka.deliver()
      const send = stage.spanNamed('send invoices')
      deepEqual([send.traceId, send.parentId], [REMOTE.traceId, inner[0]])
    },
  },
  {
    name: 'baggage that is active in dd-trace stays there, and is sent',
    async run(stage) {
      const span = ddTrace.startSpan('root')
      await ddTrace.scope().activate(span, async () => {
        ddTrace.setBaggageItem('user', 'u-1')
        await stage.consume({ eachMessage: () => undefined }, { consumer: { relation: 'link' } })
        stage.kafka.append('orders', { headers: { ...remoteHeaders(), baggage: 'other=1' } })
        await stage.kafka.deliver()
        equal(ddTrace.getBaggageItem('user'), 'u-1')
        equal(ddTrace.getBaggageItem('other'), undefined)
        await stage.producer().send({ topic: 'invoices', messages: [{ value: 'x' }] })
      })
      equal(String(stage.messageOf('invoices').headers['baggage']), 'user=u-1')
    },
  },
]

/** The declarations of dd-trace leave out that ids are also told in hex of full length. */
type Hex = { context(): { toTraceId(hex?: boolean): string; toSpanId(hex?: boolean): string } } | null
const traceIdOf = (span: Hex) => span?.context().toTraceId(true)
const spanIdOf = (span: NonNullable<Hex>) => span.context().toSpanId(true)
