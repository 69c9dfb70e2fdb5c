import { withSpan } from '@filrouge/opentracing'
import { describe, expect, it } from '@jest/globals'
import { setUp, tagsOf, TRACE, TRACEPARENT, type Message, type Reported } from './traced-clients.fixture'

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
  it('ends the span with the error of the client, also where the message cannot be read any more', async () => {
    const { producer, raw, spans } = setUp()
    let isGone = false
    const message = {
      value: 'x',
      get headers(): { [key: string]: string } {
        if (isGone) throw new Error('a getter')
        return {}
      },
    }
    const error = Object.assign(new Error('broker gone'), { type: 'UNKNOWN' })
    raw.send.mockImplementationOnce(() => {
      isGone = true
      return Promise.reject(error)
    })
    await expect(producer.send({ topic: 'orders', messages: [message] })).rejects.toBe(error)
    expect(tagsOf(spans[0])['error']).toBe(true)
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
  it('writes headers while there is room, by partition where that is given, and says once a topic what to do', async () => {
    const { producer, sent, tracing, errors } = setUp({ maxMessageBytes: 1_000 })
    const traced = () => sent.at(-1)?.messages.map(({ headers }) => headers !== undefined)
    const messages = Array.from({ length: 6 }, () => ({ value: 'x'.repeat(20) }))
    await producer.send({ topic: 'orders', messages })
    expect(traced()).toEqual([true, true, true, true, false, false])
    await producer.send({
      topic: 'orders',
      messages: messages.map((each, index) => ({ ...each, partition: index % 2 })),
    })
    expect(traced()).toEqual([true, true, true, true, true, true])
    await producer.send({ topic: 'others', messages: [{ value: 'x'.repeat(2_000) }, ...messages] })
    expect(traced()).toEqual(Array(7).fill(false))
    await producer.send({ topic: 'orders', messages })
    expect(tracing.counts().overBudget).toBe(11)
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/topic orders .* maxMessageBytes, 1000 /),
      expect.stringMatching(/topic others .* maxMessageBytes, 1000 /),
    ])
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
