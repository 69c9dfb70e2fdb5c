import { withSpan } from '@filrouge/opentracing'
import { describe, expect, it } from '@jest/globals'
import type { MessagingOptions } from './index'
import { consumer, payload, setUp, SPAN, tagsOf, TRACE, TRACEPARENT } from './traced-clients.fixture'

const send = async (options: Partial<MessagingOptions>, headers: { [key: string]: string } = {}, active = true) => {
  const world = setUp(options)
  const root = world.tracer.startSpan('root')
  const record = { topic: 'orders', messages: [{ value: 'x', headers }] }
  const sends = () => world.producer.send(record)
  await (active ? withSpan(root, sends) : sends())
  const { traceId, spanId } = world.tracing.withParent(root, () => parse(world.tracing.captureContext()))
  return { ...world, record, root: { traceId, spanId }, written: world.sent[0]?.messages[0]?.headers ?? {} }
}
const parse = ({ traceparent = '' }: { readonly traceparent?: string }) => {
  const [, traceId, spanId] = traceparent.split('-')
  return { traceId, spanId }
}
const receive = async (options: Partial<MessagingOptions>, headers?: { readonly [key: string]: unknown }) => {
  const world = setUp(options)
  const { wrapped, receive: deliver } = consumer(world.tracing)
  let handled: { message: { headers: object } } | undefined
  let forwarded: ReturnType<typeof parse> | undefined
  await wrapped.run({
    eachMessage: async (given: typeof handled) => {
      handled = given
      forwarded = parse(world.tracing.captureContext())
      await world.producer.send({ topic: 'next', messages: [{ value: 'y' }] })
    },
  } as never)
  const delivered = payload(headers)
  await deliver(delivered)
  return { ...world, delivered, handled, forwarded }
}

const broken = () => {
  throw new Error('no text')
}

describe('policies of producers', () => {
  it('trace: a span, its context in the headers', async () => {
    const { spans, written } = await send({})
    expect(parse(written)).toEqual({
      traceId: spans[0]?.context().traceIdStr.padStart(32, '0'),
      spanId: spans[0]?.context().spanIdStr.padStart(16, '0'),
    })
  })
  it('propagate-only: no span, the context of the active one', async () => {
    const { spans, written, root } = await send({ producer: { mode: 'propagate-only' } }, { traceparent: TRACEPARENT })
    expect(spans).toHaveLength(0)
    expect(parse(written)).toEqual(root)
  })
  it('propagate-only with nothing active leaves the message as it is', async () => {
    const { sent, record } = await send({ producer: { mode: 'propagate-only' } }, { traceparent: TRACEPARENT }, false)
    expect(sent[0]).toBe(record)
  })
  it('strip: a span, and no trace in the headers, those of others kept', async () => {
    const { spans, written } = await send(
      { producer: { mode: 'strip' } },
      { own: '1', TraceParent: TRACEPARENT, baggage: 'a=1', 'uberctx-b': '2' },
    )
    expect(spans).toHaveLength(1)
    expect(written).toEqual({ own: '1' })
  })
  it('off: the very call', async () => {
    const { spans, sent, record } = await send({ producer: { mode: 'off' } }, { traceparent: TRACEPARENT })
    expect(spans).toHaveLength(0)
    expect(sent[0]).toBe(record)
  })
  it('the first rule that fits a topic counts, and what it leaves out is as for all', async () => {
    const rules = [
      { topics: ['audit.*', 'or?ers'], producer: { spans: 'message' as const } },
      { topics: 'orders', producer: { mode: 'off' as const } },
    ]
    const { spans } = await send({ rules, producer: { mode: 'strip' } })
    expect(spans).toHaveLength(1)
    expect((await send({ rules, producer: { mode: 'strip' } })).written).toEqual({})
  })
  it('what is undefined in a rule is as for all', async () => {
    const rules = [{ topics: 'orders', producer: { mode: undefined } as object }]
    expect((await send({ rules, producer: { mode: 'strip' } })).written).toEqual({})
  })
  it.each([
    ['throws', () => { throw new Error('rule broke') }, 'rule broke'],
    ['answers something else', () => 'yes' as never, 'it answered "yes": use true or false'],
    ['answers nothing', () => undefined as never, 'it answered null: use true or false'],
    ['answers what has no text', () => ({ toJSON: broken, toString: broken }) as never, 'it answered a value that has no text'],
    ['answers later', () => Promise.resolve(true) as never, 'it answered {}: use true or false'],
    ['rejects', () => Promise.reject(new Error('rule broke')) as never, 'it answered {}: use true or false'],
  ])('a test of topics that %s is reported, and lets nothing pass', async (_what, topics, message) => {
    const { written, errors } = await send({ rules: [{ topics, producer: { mode: 'trace' } }] })
    expect(written).toEqual({})
    expect(errors[0]?.message).toContain(`a test of topics failed, which costs no message: ${message}`)
  }) // prettier-ignore
  it('keeps back baggage that no list names, the message’s own too, and counts it', async () => {
    const { written, tracing } = await send({ producer: { baggage: ['tenant*'] } }, { baggage: 'tenant-id=7,user=ann' })
    expect(written['baggage']).toBe('tenant-id=7')
    expect(Object.keys(written).filter((key) => key.startsWith('uberctx-'))).toEqual(['uberctx-tenant-id'])
    expect(tracing.counts().lostBaggage).toBe(1)
  })
  it('preserve: a valid context stays byte for byte, and the span links to it', async () => {
    const { written, spans, record } = await send(
      { producer: { onExisting: 'preserve' } },
      { traceparent: TRACEPARENT },
    )
    expect(written).toBe(record.messages[0]?.headers)
    expect(spans[0]?._references).toHaveLength(1)
  })
})

describe('policies of consumers', () => {
  it('propagate-only: no span; what the handler sends continues the record', async () => {
    const { spans, forwarded } = await receive({ consumer: { mode: 'propagate-only' } })
    expect(spans.map((span) => span._operationName)).toEqual(['send next'])
    expect(forwarded).toEqual({ traceId: TRACE, spanId: SPAN })
    expect(spans[0]?.context()).toMatchObject({ traceIdStr: TRACE, parentIdStr: SPAN })
  })
  it.each([
    ['an old record', { maxAge: 0 }],
    ['relation: link', { relation: 'link' as const }],
    ['trust: false', { trust: false }],
  ])('propagate-only of %s: what the handler sends starts a trace of its own', async (_what, policy) => {
    const { spans } = await receive({ consumer: { mode: 'propagate-only', ...policy } })
    expect(spans.map((span) => span._operationName)).toEqual(['send next'])
    expect(spans[0]?.context().traceIdStr).not.toBe(TRACE)
  })
  it('strip: a new trace, and the handler sees no headers of a trace; the record itself is untouched', async () => {
    const headers = { own: Buffer.from('1'), traceparent: Buffer.from(TRACEPARENT) }
    const { spans, handled, delivered } = await receive({ consumer: { mode: 'strip' } }, headers)
    expect(handled?.message.headers).toEqual({ own: Buffer.from('1') })
    expect(Object.keys(delivered.message.headers)).toHaveLength(2)
    expect(spans.map((span) => span.context().traceIdStr)).not.toContain(TRACE)
  })
  it('off: the handler with its payload, and no span', async () => {
    const { spans, handled, delivered } = await receive({ rules: [{ topics: 'orders', consumer: { mode: 'off' } }] })
    expect(handled).toBe(delivered)
    expect(spans.map((span) => span._operationName)).toEqual(['send next'])
  })
  it('trust: false links, lets the tracer sample, and takes no debug flag and no baggage that is not named', async () => {
    const consumerPolicy = { trust: false, baggage: ['tenant'] }
    const { spans, producer, tracing, sent } = await receive(
      { consumer: consumerPolicy },
      { 'uber-trace-id': Buffer.from(`${TRACE}:${SPAN}:0:3`), baggage: Buffer.from('tenant=7,user=ann') },
    )
    const process = spans.find((span) => span._operationName === 'process orders')
    expect(process?.context()).toMatchObject({ flags: 1 })
    expect(process?.context().traceIdStr).not.toBe(TRACE)
    expect(process?._references).toHaveLength(1)
    expect(sent[0]?.messages[0]?.headers?.['baggage']).toBe('tenant=7')
    expect(tracing.counts().lostBaggage).toBe(1)
    expect(producer).toBeDefined()
  })
  it('trust: false keeps strangers from switching sampling on without ids', async () => {
    const debugId = { 'jaeger-debug-id': Buffer.from('look') }
    const { spans } = await receive({ consumer: { trust: false } }, debugId)
    expect(tagsOf(spans.at(-1))).not.toHaveProperty('jaeger-debug-id')
  })
  it('relation: link starts a new trace that points back', async () => {
    const { spans } = await receive({ consumer: { relation: 'link' } })
    const process = spans.find((span) => span._operationName === 'process orders')
    expect(process?.context().traceIdStr).not.toBe(TRACE)
    expect(process?._references).toHaveLength(1)
  })
})
