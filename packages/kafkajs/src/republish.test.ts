import { describe, expect, it } from '@jest/globals'
import { REPUBLISHED, type HopEvent } from './index'
import {
  consumer,
  message,
  payload,
  setUp,
  SPAN,
  tagsOf,
  TRACE,
  TRACEPARENT,
  type Message,
} from './traced-clients.fixture'

type Sent = { key: unknown; value: unknown; headers: { [key: string]: unknown } }

/** Handles a message that fails, `times` times over a retry topic, as a service does; gives what was sent in the end. */
async function retried(times: number, options: Parameters<typeof setUp>[0] = {}) {
  const world = setUp(options)
  const { wrapped, receive } = consumer(world.tracing)
  const records: Sent[] = []
  await wrapped.run({
    eachMessage: async (from: ReturnType<typeof payload>) => {
      const error = new Error(`attempt failed ${'x'.repeat(2000)}`)
      await world.producer.send({
        topic: 'orders.retry',
        messages: [world.tracing.republish(from, { error }) as unknown as Message],
      })
      records.push(world.sent.at(-1)?.messages[0] as unknown as Sent)
    },
  } as never)
  let next: ReturnType<typeof payload> = payload()
  for (let attempt = 1; attempt <= times; attempt++) {
    await receive(next)
    const headers = Object.fromEntries(
      Object.entries(records.at(-1)?.headers ?? {}).map(([key, value]) => [key, Buffer.from(value as string)]),
    )
    next = { topic: 'orders.retry', partition: 0, message: message(headers, String(attempt * 10)) }
  }
  return { ...world, records, last: records.at(-1) as Sent }
}

describe('republish', () => {
  it('keeps one story: one trace, one context a record, attempts counted, the first place kept', async () => {
    const { spans, last } = await retried(5)
    expect(new Set(spans.map((span) => span.context().traceIdStr))).toEqual(new Set([TRACE]))
    expect(Object.keys(last.headers).sort()).toEqual(
      [...Object.values(REPUBLISHED), 'traceparent', 'uber-trace-id'].sort(),
    )
    expect(last.headers).toMatchObject({
      'filrouge-attempt': '6',
      'filrouge-original-topic': 'orders',
      'filrouge-original-partition': '1',
      'filrouge-original-offset': '5',
    })
    const attempts = spans.filter((span) => span._operationName.startsWith('process')).map((span) => tagsOf(span))
    expect(attempts.map((tags) => tags['kafka.attempt'])).toEqual([undefined, 2, 3, 4, 5])
    expect(attempts[4]).toMatchObject({ 'kafka.original_topic': 'orders', 'kafka.original_offset': '5' })
  })
  it('has headers of one size, however often it is repeated', async () => {
    const size = async (times: number) => JSON.stringify((await retried(times)).last.headers).length
    expect(await size(5)).toBe(await size(2))
  })
  it('points every later attempt to the first failed one', async () => {
    const { spans, last } = await retried(3)
    const [first, second, third] = spans.filter((span) => span._operationName.startsWith('process'))
    const id = first?.context().spanIdStr.padStart(16, '0') ?? ''
    expect(last.headers['filrouge-first-failure']).toBe(`00-${TRACE}-${id}-01`)
    expect([first, second, third].map((span) => span?._references.length)).toEqual([0, 1, 1])
  })
  it('bounds the text of the error', async () => {
    const { last } = await retried(1)
    const text = last.headers['filrouge-error'] as string
    expect(text).toMatch(/^Error: attempt failed x+…$/)
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(512)
  })
  it('sends key, value and other headers on as they are, an empty one for null, which kafkajs refuses', () => {
    const { tracing } = setUp()
    const value = Buffer.from([0, 255])
    const own = { own: [Buffer.from('a'), Buffer.from('b')], nothing: null }
    const sent = tracing.republish(
      { topic: 'orders', partition: 0, message: { ...message(own), key: Buffer.from('k'), value } },
      { headers: { added: '1' } },
    )
    expect(sent).toMatchObject({ key: Buffer.from('k'), value, headers: { own: own.own, added: '1' } })
    expect(sent.headers['nothing']).toEqual(Buffer.alloc(0))
    expect(own.nothing).toBeNull()
  })
  it('outside of a handler continues the record, and links to an old one in a new trace with its baggage', async () => {
    const headers = { traceparent: Buffer.from(TRACEPARENT), baggage: Buffer.from('a=1') }
    const replay = async (timestamp: number) => {
      const { tracing, producer, spans, sent } = setUp({ consumer: { maxAge: 60_000 } })
      const from = {
        topic: 'orders.dead',
        partition: 0,
        message: { ...message(headers), timestamp: String(timestamp) },
      }
      // a copy, as code that builds its own messages makes it
      await producer.send({ topic: 'orders', messages: [{ ...(tracing.republish(from) as unknown as Message) }] })
      return { span: spans[0], sent: sent[0]?.messages[0]?.headers }
    }
    const young = await replay(Date.now())
    expect(young.span?.context()).toMatchObject({ traceIdStr: TRACE, parentIdStr: SPAN })
    const old = await replay(Date.now() - 3_600_000)
    expect(old.span?.context().traceIdStr).not.toBe(TRACE)
    expect(old.span?._references).toHaveLength(1)
    expect(old.sent?.['baggage']).toBe('a=1')
  })
  it('removes a header that is given as undefined', () => {
    const { tracing } = setUp()
    const from = {
      topic: 'orders',
      partition: 0,
      message: message({ secret: Buffer.from('x'), own: Buffer.from('y') }),
    }
    const { headers } = tracing.republish(from, { headers: { secret: undefined } })
    expect(headers).toHaveProperty('own')
    expect(headers).not.toHaveProperty('secret')
  })
  it('keeps back baggage that the consumer’s policy keeps back, and what strangers say of earlier attempts', async () => {
    const headers = {
      traceparent: Buffer.from(TRACEPARENT),
      baggage: Buffer.from('user=evil,tenant=7'),
      'uberctx-user': Buffer.from('evil'),
      'filrouge-attempt': Buffer.from('5'),
      'filrouge-first-failure': Buffer.from(TRACEPARENT),
      'filrouge-original-topic': Buffer.from('theirs'),
    }
    const { tracing, producer, sent } = setUp({ consumer: { trust: false, baggage: ['tenant'] } })
    const { wrapped, receive } = consumer(tracing)
    const from = payload(headers)
    const again = () => producer.send({ topic: 'next', messages: [tracing.republish(from) as unknown as Message] })
    await wrapped.run({ eachMessage: again } as never)
    await receive(from)
    await again()
    for (const { messages } of sent) {
      expect(messages[0]?.headers).toMatchObject({ 'filrouge-attempt': '2', 'filrouge-original-topic': 'orders' })
      expect(JSON.stringify(messages[0]?.headers)).not.toContain('evil')
      expect(messages[0]?.headers?.['baggage']).toBe('tenant=7')
    }
    expect(sent).toHaveLength(2)
  })
  it('outside of a handler keeps back baggage of a trace that goes on', () => {
    const headers = { traceparent: Buffer.from(TRACEPARENT), baggage: Buffer.from('user=ann,tenant=7') }
    const { tracing } = setUp({ consumer: { baggage: ['tenant'] } })
    expect(tracing.republish(payload(headers)).headers).toMatchObject({
      traceparent: TRACEPARENT,
      baggage: 'tenant=7',
    })
  })
  it.each([
    ['strip', { consumer: { mode: 'strip' as const } }, '6'],
    ['a test of topics that throws', { rules: [{ topics: () => { throw new Error('rule broke') }, consumer: { trust: false } }] }, '2'],
  ])('lets nothing of a trace pass by %s, and no word of strangers by a test that throws', (_what, options, attempt) => {
    const { tracing } = setUp(options)
    const { headers } = tracing.republish(
      payload({
        traceparent: Buffer.from(TRACEPARENT),
        baggage: Buffer.from('user=evil'),
        'filrouge-attempt': Buffer.from('5'),
        own: Buffer.from('1'),
      }),
    )
    expect(headers).toMatchObject({ 'filrouge-attempt': attempt, own: Buffer.from('1') })
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['traceparent']))
    expect(Object.keys(headers)).not.toEqual(expect.arrayContaining(['baggage']))
    expect(headers).not.toHaveProperty('filrouge-first-failure')
  }) // prettier-ignore
  it('keeps baggage that may pass also where no context came with it', () => {
    const { tracing } = setUp({ consumer: { baggage: ['tenant'] } })
    const { headers } = tracing.republish(payload({ baggage: Buffer.from('user=ann,tenant=7') }))
    expect(headers['baggage']).toBe('tenant=7')
    expect(headers).not.toHaveProperty('traceparent')
  })
  it('leaves out what another wrote as the error and is too long', () => {
    const { tracing } = setUp()
    const { headers } = tracing.republish(payload({ 'filrouge-error': Buffer.alloc(600, 'x') }))
    expect(headers).not.toHaveProperty('filrouge-error')
  })
  it('tells observers and counts', async () => {
    const events: HopEvent[] = []
    const { tracing } = await retried(2, { observers: [{ onHop: (event) => void events.push(event) }] })
    await tracing.close()
    expect(tracing.counts().republished).toBe(2)
    expect(events.filter(({ hop }) => hop === 'republish')).toMatchObject([
      { topic: 'orders', offset: '5', attempt: 2, error: { name: 'Error' } },
      { topic: 'orders.retry', offset: '10', attempt: 3 },
    ])
  })
  it('makes its message also where the tracer throws', () => {
    const { tracing, tracer, errors } = setUp()
    tracer.inject = () => {
      throw new Error('tracer broke')
    }
    const sent = tracing.withParent(tracer.startSpan('root'), () => tracing.republish(payload()))
    expect(sent.headers['filrouge-attempt']).toBe('2')
    expect(errors[0]?.message).toMatch(/tracer broke/)
  })
  it('takes nothing from headers of strangers that have the names but not the form', async () => {
    const { tracing, spans } = setUp()
    const { wrapped, receive } = consumer(tracing)
    await wrapped.run({ eachMessage: () => undefined } as never)
    await receive(
      payload({
        'filrouge-attempt': Buffer.from('1e9'),
        'filrouge-original-topic': Buffer.alloc(10_000, 'x'),
        'filrouge-first-failure': [null, Buffer.from('zz')],
      }),
    )
    expect(tagsOf(spans[0])).not.toHaveProperty('kafka.attempt')
    expect(spans[0]?._references).toHaveLength(0)
  })
})
