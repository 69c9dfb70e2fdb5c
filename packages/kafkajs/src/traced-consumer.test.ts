import { activeSpan } from '@filrouge/opentracing'
import { describe, expect, it, jest } from '@jest/globals'
import type { Span } from 'opentracing'
import { consumer, message, payload, setUp, SPAN, tagsOf, TRACE, type Reported } from './traced-clients.fixture'

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
  it('waits for the promise of the handler, and finishes the span after it', async () => {
    const { tracing, spans } = setUp()
    const { wrapped, receive } = consumer(tracing)
    let done: (value: string) => void = () => undefined
    const promise = new Promise((resolve) => (done = resolve))
    await wrapped.run({ eachMessage: () => promise } as never)
    const handled: unknown = receive(payload())
    expect(spans).toHaveLength(0)
    done('done')
    await expect(handled).resolves.toBe('done')
    expect(spans).toHaveLength(1)
  })
  it.each(['eachMessage', 'eachBatch'] as const)(
    'calls %s with the this and the payload of the client',
    async (name) => {
      const { tracing } = setUp()
      const { wrapped, receive, batch } = consumer(tracing)
      const calls: unknown[] = []
      const handler = function (this: { client: string }, ...given: unknown[]) {
        calls.push(this.client, ...given)
      }
      await wrapped.run({ [name]: handler, client: 'runner' } as never)
      const given =
        name === 'eachMessage' ? payload() : { batch: { topic: 'orders', partition: 1, messages: [message()] } }
      ;(name === 'eachMessage' ? receive : batch)(given)
      expect(calls).toEqual(['runner', given])
    },
  )
  it('throws what the handler throws, synchronously', async () => {
    const { tracing, spans } = setUp()
    const { wrapped, receive } = consumer(tracing)
    const error = new Error('handler broke')
    await wrapped.run({ eachMessage: () => { throw error } } as never) // prettier-ignore
    expect(() => receive(payload())).toThrow(error)
    expect(tagsOf(spans[0])['error']).toBe(true)
  })
  it('gives the handler its message, a new trace and a counted fault when a header is malformed', async () => {
    const { tracing, spans } = setUp()
    const { wrapped, receive } = consumer(tracing)
    const handler = jest.fn()
    await wrapped.run({ eachMessage: handler } as never)
    const broken = payload({ traceparent: Buffer.from('00-zz') })
    receive(broken)
    expect(handler).toHaveBeenCalledWith(broken)
    expect(spans[0]?.context().parentIdStr).toBeUndefined()
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
    const { tracing, spans } = setUp({ consumer: { maxAge: 1 } })
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
