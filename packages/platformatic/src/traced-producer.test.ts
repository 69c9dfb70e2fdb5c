import { describe, expect, it } from '@jest/globals'
import {
  FakeProducer,
  jsonSerializer,
  setUp,
  SPAN,
  stringSerializer,
  tagsOf,
  TRACE,
  TRACEPARENT,
} from './traced-clients.fixture'

const CONTEXT = /^00-[0-9a-f]{32}-[0-9a-f]{16}-01$/

describe('a traced producer', () => {
  it('writes a context into each message, and ends a span with where it went', async () => {
    const { tracing, spans } = setUp()
    const raw = new FakeProducer()
    await tracing.producer(raw).send({ messages: [{ topic: 'orders', value: Buffer.from('x') }] })

    expect(Object.fromEntries(raw.wire[0] ?? [])).toMatchObject({ traceparent: expect.stringMatching(CONTEXT) })
    expect(tagsOf(spans[0])).toMatchObject({
      component: '@platformatic/kafka',
      'message_bus.destination': 'orders',
      'kafka.partition': 2,
      'kafka.offset': '7',
    })
  })

  it.each([
    ['Buffers, as without serializers', {}, new Map([[Buffer.from('a'), Buffer.from('1')]])],
    ['text', { headerKey: stringSerializer, headerValue: stringSerializer }, new Map([['a', '1']])],
    ['an object', { headerKey: stringSerializer, headerValue: stringSerializer }, { a: '1' }],
    ['text and Buffers', { headerKey: stringSerializer }, { a: Buffer.from('1') }],
  ])('writes headers that are %s', async (_what, serializers, headers) => {
    const { tracing } = setUp()
    const raw = new FakeProducer(serializers)
    await tracing.producer(raw).send({ messages: [{ topic: 'orders', headers }] })

    expect(raw.wire[0]?.[0]).toEqual(['a', '1'])
    expect(raw.wire[0]?.[1]).toEqual(['traceparent', expect.stringMatching(CONTEXT)])
    expect(raw.given[0]?.headers instanceof Map).toBe(headers instanceof Map)
  })

  it('replaces an old context, and keeps others as they are, repeated keys included', async () => {
    const { tracing, spans } = setUp()
    const raw = new FakeProducer()
    const others = [[Buffer.from('a'), Buffer.from('1')], [Buffer.from('a'), Buffer.from('2')]] as const // prettier-ignore
    const headers = new Map([...others, [Buffer.from('TraceParent'), Buffer.from(TRACEPARENT)]])
    await tracing.producer(raw).send({ messages: [{ topic: 'orders', headers }] })

    expect(raw.wire[0]?.slice(0, 2)).toEqual([['a', '1'], ['a', '2']]) // prettier-ignore
    expect(raw.wire[0]?.map(([key]) => key)).not.toContain('TraceParent')
    expect(raw.wire[0]?.filter(([key]) => key === 'traceparent')).toEqual([
      ['traceparent', expect.stringContaining(TRACE)],
    ])
    expect(spans[0]?.context().parentIdStr).toBe(SPAN)
  })

  it('makes one span for each topic of a call under an active span, and keeps the order of messages', async () => {
    const { tracing, spans } = setUp()
    const raw = new FakeProducer()
    const messages = ['a', 'b', 'a'].map((topic, index) => ({ topic, key: String(index) }))
    await tracing.withContext({ traceparent: TRACEPARENT }, () => tracing.producer(raw).send({ messages }))

    expect(raw.given.map(({ topic, key }) => [topic, key])).toEqual([['a', '0'], ['b', '1'], ['a', '2']]) // prettier-ignore
    expect(spans.map(({ _operationName }) => _operationName).sort()).toEqual(['send a', 'send b'])
    expect(new Set(spans.map((span) => span.context().traceIdStr))).toEqual(new Set([TRACE]))
  })

  it('never writes to what it is given', async () => {
    const { tracing } = setUp()
    const headers = Object.freeze(new Map([[Buffer.from('a'), Buffer.from('1')]]))
    const message = Object.freeze({ topic: 'orders', headers })
    const options = Object.freeze({ messages: Object.freeze([message]) })
    await tracing.producer(new FakeProducer()).send(options)
    expect([...headers.keys()].map(String)).toEqual(['a'])
  })

  it('hands the results and errors of callbacks on, and ends the span', async () => {
    const { tracing, spans } = setUp()
    const raw = new FakeProducer()
    const producer = tracing.producer(raw)
    const send = () =>
      new Promise((resolve) => {
        producer.send({ messages: [{ topic: 'orders' }] }, (error, result) => resolve({ error, result }))
      })
    expect(await send()).toEqual({ error: null, result: expect.objectContaining({}) })
    raw.failure = new Error('no leader')
    expect(await send()).toEqual({ error: raw.failure, result: undefined })
    expect(spans.map((span) => tagsOf(span)['error'])).toEqual([undefined, true])
  })

  it('passes a rejection on unchanged', async () => {
    const { tracing, spans } = setUp()
    const raw = new FakeProducer()
    raw.failure = new Error('no leader')
    await expect(tracing.producer(raw).send({ messages: [{ topic: 'orders' }] })).rejects.toBe(raw.failure)
    expect(tagsOf(spans[0])['error']).toBe(true)
  })

  it('traces what a transaction sends', async () => {
    const { tracing, spans } = setUp()
    const raw = new FakeProducer()
    const producer = tracing.producer(raw)
    const transaction = await producer.beginTransaction()
    await transaction.send({ messages: [{ topic: 'orders' }] })
    expect(producer.transaction).toBe(transaction)
    expect(spans.map(({ _operationName }) => _operationName)).toEqual(['send orders'])
  })

  it.each([
    ['nothing', undefined],
    ['no messages', {}],
    ['an empty list', { messages: [] }],
    ['a message without a topic', { messages: [{ value: 'x' }] }],
    ['a null', { messages: [null] }],
    ['headers that no serializer would make bytes of', { messages: [{ topic: 'orders', headers: { a: '1' } }] }],
  ])('hands on as it is what the client would refuse: %s', (_what, options) => {
    const { tracing, spans } = setUp()
    const given: unknown[] = []
    const raw = { send: (first: unknown) => Promise.resolve(given.push(first)) }
    void tracing.producer(raw).send(options)
    expect(given).toHaveLength(1)
    expect(given[0]).toBe(options)
    expect(spans).toEqual([])
  })

  it('sends an instance of a class, whose getters read private members', async () => {
    class Order {
      readonly topic = 'orders'
      readonly #value = Buffer.from('42')
      get value(): Buffer {
        return this.#value
      }
    }
    class Call {
      readonly #messages = [new Order()]
      get messages(): readonly Order[] {
        return this.#messages
      }
      get acks(): number {
        return this.#messages.length
      }
    }
    const { tracing } = setUp()
    const sent: unknown[] = []
    const raw = {
      send: ({ messages, acks }: Call) =>
        Promise.resolve(sent.push(acks, ...messages.map(({ value }) => String(value)))),
    }
    await tracing.producer(raw).send(new Call())
    expect(sent).toEqual([1, '42'])
  })

  it('leaves a message to the client whose getter throws', async () => {
    const { tracing, errors } = setUp()
    const raw = { send: (options: { messages: readonly unknown[] }) => Promise.resolve(options.messages.length) }
    const bad = {
      get topic(): string {
        throw new Error('a getter')
      },
    }
    expect(await tracing.producer(raw).send({ messages: [bad] })).toBe(1)
    expect(errors).toHaveLength(1)
  })

  it('says so where header serializers would spoil a context, and leaves that producer alone', () => {
    const { tracing, errors } = setUp()
    const raw = new FakeProducer({ headerValue: jsonSerializer })
    expect(tracing.producer(raw)).toBe(raw)
    expect(errors.map(({ message }) => message)).toEqual([expect.stringContaining('stringSerializer')])
  })

  it('stays traced through a method that gives the producer back', async () => {
    const { tracing, spans } = setUp()
    const producer = tracing.producer(new FakeProducer())
    const chained = producer.on('client:close', () => undefined)
    expect(chained).toBe(producer)
    await chained.send({ messages: [{ topic: 'orders' }] })
    expect(spans).toHaveLength(1)
    expect(producer.constructor).toBe(FakeProducer)
  })

  it('is still of its class, is wrapped once, and refuses what is no producer', () => {
    const { tracing } = setUp()
    const producer = tracing.producer(new FakeProducer())
    expect(producer).toBeInstanceOf(FakeProducer)
    expect(tracing.producer(producer)).toBe(producer)
    expect(() => tracing.producer({} as unknown as FakeProducer)).toThrow('no producer of @platformatic/kafka')
  })
})
