import { openTracing, activeSpan, withSpan } from '@filrouge/opentracing'
import { describe, expect, it, jest } from '@jest/globals'
import jaeger from 'jaeger-client'
import type { Span, Tracer } from 'opentracing'
import { kafkaTracing, type MessagingOptions } from './index'

interface Reported {
  readonly _operationName: string
  readonly _tags: readonly { key: string; value: unknown }[]
  readonly _logs: readonly unknown[]
  readonly _references: readonly unknown[]
  context(): { traceIdStr: string; spanIdStr: string; parentIdStr?: string; flags: number }
}
type Record = { topic: string; messages: readonly Message[] }
type Message = { key?: string | null; value: string | null; headers?: { [key: string]: string } }

const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
const SPAN = '00f067aa0ba902b7'
const TRACEPARENT = `00-${TRACE}-${SPAN}-01`

function setUp(options: Partial<MessagingOptions> = {}) {
  const spans: Reported[] = []
  const reporter = {
    report: (span: Reported) => spans.push(span),
    setProcess: () => undefined,
    close: (done?: () => void) => done?.(),
  }
  const tracer = jaeger.initTracer({ serviceName: 'test', sampler: { type: 'const', param: 1 } }, {
    traceId128bit: true,
    reporter,
  } as unknown as jaeger.TracingOptions) as Tracer
  const errors: Error[] = []
  const tracing = kafkaTracing({ tracer: openTracing(tracer), onError: (error) => errors.push(error), ...options })
  const sent: Record[] = []
  const raw = {
    send: jest.fn((record: Record): Promise<unknown> => {
      sent.push(record)
      return Promise.resolve([{ topicName: record.topic, partition: 2, baseOffset: '7' }])
    }),
    sendBatch: jest.fn((batch: { topicMessages: Record[] }): Promise<unknown> => {
      sent.push(...batch.topicMessages)
      return Promise.resolve([])
    }),
    transaction: () => Promise.resolve({ send: raw.send, sendBatch: raw.sendBatch, commit: () => Promise.resolve() }),
  }
  return { tracer, tracing, spans, sent, raw, producer: tracing.producer(raw), errors }
}
const tagsOf = (span: Reported | undefined) =>
  Object.fromEntries((span?._tags ?? []).map(({ key, value }) => [key, value]))

function consumer(tracing: ReturnType<typeof setUp>['tracing']) {
  let config: { [name: string]: (payload: object) => unknown } = {}
  const raw = {
    run: (given?: never) => {
      config = given as unknown as typeof config
      return Promise.resolve()
    },
  }
  const wrapped = tracing.consumer(raw, { groupId: 'billing' })
  const call = (name: string) => (payload: object) => config[name]?.(payload)
  return { wrapped, receive: call('eachMessage'), batch: call('eachBatch') }
}
const message = (headers: object = { traceparent: Buffer.from(TRACEPARENT) }, offset = '5') => ({
  key: null,
  value: Buffer.from('x'),
  offset,
  timestamp: String(Date.now() - 20),
  headers,
})
const payload = (headers?: object) => ({ topic: 'orders', partition: 1, message: message(headers) })

describe('producer', () => {
  it('writes the context of its span into the message, as child of the active span', async () => {
    const { tracer, producer, spans, sent } = setUp()
    const root = tracer.startSpan('root')
    await withSpan(root, () => producer.send({ topic: 'orders', messages: [{ value: 'x' }] }))
    const [span] = spans
    expect(span?._operationName).toBe('send orders')
    expect(span?.context().parentIdStr).toBe((root as unknown as Reported).context().spanIdStr)
    const { traceparent, 'uber-trace-id': uber } = sent[0]?.messages[0]?.headers ?? {}
    const traceId = span?.context().traceIdStr.padStart(32, '0') ?? ''
    const spanId = span?.context().spanIdStr.padStart(16, '0') ?? ''
    expect([traceparent, uber]).toEqual([`00-${traceId}-${spanId}-01`, `${traceId}:${spanId}:0:1`])
    expect(tagsOf(span)).toMatchObject({
      'span.kind': 'producer',
      component: 'kafkajs',
      'message_bus.destination': 'orders',
      'kafka.partition': 2,
      'kafka.offset': '7',
    })
  })
  it('never writes to frozen calls, messages and headers, and keeps their other members', async () => {
    const { producer, sent } = setUp()
    const headers = Object.freeze({ own: 'h' })
    const record = Object.freeze({
      topic: 'orders',
      acks: 1,
      messages: Object.freeze([Object.freeze({ key: 'k', value: 'x', headers })]),
    })
    await producer.send(record)
    expect(record.messages[0]?.headers).toEqual({ own: 'h' })
    expect(sent[0]?.messages[0]).toMatchObject({ key: 'k', value: 'x', headers: { own: 'h' } })
    expect((sent[0] as unknown as typeof record).acks).toBe(1)
  })
  it('continues a context that the message carries, and replaces its headers', async () => {
    const { producer, sent, spans } = setUp()
    await producer.send({
      topic: 'orders',
      messages: [{ value: 'x', headers: { TraceParent: TRACEPARENT, baggage: 'a=1' } }],
    })
    expect(spans[0]?.context()).toMatchObject({ traceIdStr: TRACE })
    expect(Object.keys(sent[0]?.messages[0]?.headers ?? {}).sort()).toEqual([
      'baggage',
      'traceparent',
      'uber-trace-id',
      'uberctx-a',
    ])
  })
  it('gives unrelated messages traces of their own', async () => {
    const { producer, spans } = setUp()
    await producer.send({ topic: 'orders', messages: [{ value: 'x' }, { value: 'y' }] })
    expect(new Set(spans.map((span) => span.context().traceIdStr)).size).toBe(2)
  })
  it('has one span a topic of a batch where a span is active', async () => {
    const { tracer, producer, spans } = setUp()
    const topicMessages = ['a', 'b'].map((topic) => ({ topic, messages: [{ value: 'x' }, { value: 'y' }] }))
    await withSpan(tracer.startSpan('root'), () => producer.sendBatch({ topicMessages }))
    expect(spans.map((span) => [span._operationName, tagsOf(span)['kafka.batch_size']])).toEqual([
      ['send a', 2],
      ['send b', 2],
    ])
  })
  it('traces what a transaction sends', async () => {
    const { producer, sent } = setUp()
    const transaction = await producer.transaction()
    await transaction.send({ topic: 'orders', messages: [{ value: 'x' }] })
    await transaction.commit()
    expect(sent[0]?.messages[0]?.headers).toHaveProperty('traceparent')
  })
  it('rejects with the error of the client itself, and says so in the span', async () => {
    const { producer, raw, spans } = setUp()
    const error = new Error('broker gone')
    raw.send.mockImplementationOnce(() => Promise.reject(error))
    await expect(producer.send({ topic: 'orders', messages: [{ value: 'x' }] })).rejects.toBe(error)
    expect(tagsOf(spans[0])['error']).toBe(true)
    expect(spans[0]?._logs).toHaveLength(1)
  })
  it('hands a message without value to the client untouched', async () => {
    const { producer, sent } = setUp()
    const bad = { headers: { a: 'b' } } as unknown as Message
    await producer.send({ topic: 'orders', messages: [bad] })
    expect(sent[0]?.messages[0]).toBe(bad)
  })
  it('sends messages that fit only without headers as they were', async () => {
    const { producer, sent, tracing } = setUp({ maxMessageBytes: 400 })
    const record = { topic: 'orders', messages: [{ value: 'x'.repeat(260) }] }
    await producer.send(record)
    expect(sent[0]?.messages[0]).toBe(record.messages[0])
    expect(tracing.counts().overBudget).toBe(1)
  })
  it('sends untraced when the tracer throws, and reports it once', async () => {
    const { tracer, producer, sent, errors, tracing } = setUp()
    tracer.startSpan = () => {
      throw new Error('tracer broke')
    }
    const record = { topic: 'orders', messages: [{ value: 'x' }] }
    await producer.send(record)
    await producer.send(record)
    expect(sent).toEqual([record, record])
    expect(errors.map((error) => error.message)).toEqual([
      'starting a span failed, which costs no message: tracer broke (reported once)',
    ])
    expect(tracing.counts().caughtErrors).toBe(2)
  })
  it('hands on as it is after close', async () => {
    const { producer, sent, tracing } = setUp()
    await tracing.close()
    const record = { topic: 'orders', messages: [{ value: 'x' }] }
    await producer.send(record)
    expect(sent[0]).toBe(record)
  })
  it('is not wrapped twice', () => {
    const { producer, tracing } = setUp()
    expect(tracing.producer(producer)).toBe(producer)
  })
})

describe('consumer', () => {
  it('runs the handler inside the span of the message', async () => {
    const { tracing, spans } = setUp()
    const { wrapped, receive } = consumer(tracing)
    let inside: Span | undefined
    await wrapped.run({ eachMessage: () => void (inside = activeSpan()) } as never)
    receive(payload())
    expect(spans[0]).toBe(inside)
    expect(spans[0]?._operationName).toBe('process orders')
    expect(spans[0]?.context()).toMatchObject({ traceIdStr: TRACE, parentIdStr: SPAN })
    expect(tagsOf(spans[0])).toMatchObject({
      'span.kind': 'consumer',
      'kafka.offset': '5',
      'kafka.partition': 1,
      'kafka.consumer_group': 'billing',
    })
    expect(tagsOf(spans[0])['kafka.queue_time_ms']).toBeGreaterThanOrEqual(20)
  })
  it('hands on the very promise of the handler, and finishes the span after it', async () => {
    const { tracing, spans } = setUp()
    const { wrapped, receive } = consumer(tracing)
    let done: () => void = () => undefined
    const promise = new Promise<void>((resolve) => (done = resolve))
    await wrapped.run({ eachMessage: () => promise } as never)
    expect(receive(payload())).toBe(promise)
    expect(spans).toHaveLength(0)
    done()
    await promise
    expect(spans).toHaveLength(1)
  })
  it('throws what the handler throws, synchronously', async () => {
    const { tracing, spans } = setUp()
    const { wrapped, receive } = consumer(tracing)
    const error = new Error('handler broke')
    await wrapped.run({ eachMessage: () => { throw error } } as never) // prettier-ignore
    expect(() => receive(payload())).toThrow(error)
    expect(tagsOf(spans[0])['error']).toBe(true)
  })
  it('gives the handler its message, a new trace and a counted fault when a header is malformed', async () => {
    const faults: unknown[] = []
    const { tracing, spans } = setUp({ observers: [{ onFault: (event) => faults.push(event) }] })
    const { wrapped, receive } = consumer(tracing)
    const handler = jest.fn()
    await wrapped.run({ eachMessage: handler } as never)
    const broken = payload({ traceparent: Buffer.from('00-zz') })
    receive(broken)
    expect(handler).toHaveBeenCalledWith(broken)
    expect(spans[0]?.context().parentIdStr).toBeUndefined()
    const fault = { header: 'traceparent', reason: 'bad_shape' }
    expect(faults).toEqual([{ fault, topic: 'orders', partition: 1, offset: '5' }])
    expect(tracing.counts().faults).toEqual({ 'traceparent bad_shape': 1 })
  })
  it('serves the next valid format beside a malformed one', async () => {
    const { tracing, spans } = setUp()
    const { wrapped, receive } = consumer(tracing)
    await wrapped.run({ eachMessage: () => undefined } as never)
    receive(payload({ traceparent: Buffer.from('00-zz'), 'uber-trace-id': Buffer.from(`${TRACE}:${SPAN}:0:1`) }))
    expect(spans[0]?.context()).toMatchObject({ traceIdStr: TRACE })
  })
  it('continues an unsampled trace unsampled', async () => {
    const { tracing, spans } = setUp()
    const { wrapped, receive } = consumer(tracing)
    let flags: number | undefined
    await wrapped.run({
      eachMessage: () => void (flags = (activeSpan() as unknown as Reported).context().flags),
    } as never)
    receive(payload({ traceparent: Buffer.from(`00-${TRACE}-${SPAN}-00`) }))
    expect(flags).toBe(0)
    expect(spans).toHaveLength(0)
  })
  it('links instead of continuing what is older than maxAge', async () => {
    const { tracing, spans } = setUp({ maxAge: 1 })
    const { wrapped, receive } = consumer(tracing)
    await wrapped.run({ eachMessage: () => undefined } as never)
    receive(payload())
    expect(spans[0]?.context().traceIdStr).not.toBe(TRACE)
    expect(spans[0]?._references).toHaveLength(1)
  })
  it('gives a batch a new trace with links, and each message of withMessage its own parent', async () => {
    const { tracing, spans } = setUp()
    const { wrapped, batch } = consumer(tracing)
    const messages = [message(), message({ traceparent: Buffer.from(`00-${'1'.repeat(32)}-${SPAN}-01`) }, '6')]
    await wrapped.run({
      eachBatch: ({ batch: received }: { batch: Parameters<typeof tracing.withMessage>[0] }) => {
        for (const each of received.messages) tracing.withMessage(received, each, () => undefined)
      },
    } as never)
    batch({ batch: { topic: 'orders', partition: 1, messages } })
    expect(spans.map((span) => span._operationName)).toEqual([
      'process orders',
      'process orders',
      'process batch orders',
    ])
    const [first, second, whole] = spans
    expect(first?.context()).toMatchObject({ traceIdStr: TRACE, parentIdStr: SPAN })
    expect(second?.context()).toMatchObject({ traceIdStr: '1'.repeat(32), parentIdStr: SPAN })
    expect(whole?._references).toHaveLength(2)
    expect([TRACE, '1'.repeat(32)]).not.toContain(whole?.context().traceIdStr)
    expect(tagsOf(first)['kafka.consumer_group']).toBe('billing')
  })
})
