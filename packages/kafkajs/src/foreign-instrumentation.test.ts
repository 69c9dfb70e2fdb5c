import { withSpan } from '@filrouge/opentracing'
import { describe, expect, it } from '@jest/globals'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { payload, setUp, SPAN, TRACE } from './traced-clients.fixture'

/** As shimmer marks a method that it replaced. */
const patched = <F extends (...args: never[]) => unknown>(method: F): F =>
  Object.assign(((...args: never[]) => method(...args)) as F, { __wrapped: true })

async function sendTwice(options: Parameters<typeof setUp>[0] = {}) {
  const world = setUp(options)
  const foreign = () => world.tracing.producer({ ...world.raw, send: patched(world.raw.send) })
  const root = world.tracer.startSpan('root')
  for (const producer of [foreign(), foreign()]) {
    await withSpan(root, () => producer.send({ topic: 'orders', messages: [{ value: 'x' }] }))
  }
  return world
}

describe('a client that another instrumentation traces', () => {
  it('only propagates, and says once what to do', async () => {
    const { spans, sent, errors } = await sendTwice()
    expect(spans).toHaveLength(0)
    expect(sent.map(({ messages }) => Object.keys(messages[0]?.headers ?? {}))).toEqual([
      ['traceparent', 'uber-trace-id'],
      ['traceparent', 'uber-trace-id'],
    ])
    expect(errors.map(({ message }) => message)).toEqual([
      expect.stringMatching(/^this producer is traced by an instrumentation that patches kafkajs .* onForeign: 'both'/),
    ])
  })
  it('has spans of both where asked', async () => {
    const { spans, errors } = await sendTwice({ onForeign: 'both' })
    expect(spans).toHaveLength(2)
    expect(errors).toEqual([])
  })
  it('runs a handler with its record’s context for what it sends, without a span', async () => {
    const { tracing, spans, producer } = setUp()
    let eachMessage: (payload: object) => unknown = () => undefined
    const run = patched((config?: never) => {
      eachMessage = (config as unknown as { eachMessage: typeof eachMessage }).eachMessage
      return Promise.resolve()
    })
    const send = () => producer.send({ topic: 'next', messages: [{ value: 'y' }] })
    await tracing.consumer({ run }).run({ eachMessage: send } as never)
    await eachMessage(payload())
    expect(spans.map((span) => span._operationName)).toEqual(['send next'])
    expect(spans[0]?.context()).toMatchObject({ traceIdStr: TRACE, parentIdStr: SPAN })
  })
  it('is known by the channel that dd-trace listens on', () => {
    const listener = () => undefined
    subscribe('apm:kafkajs:produce:start', listener)
    const { errors } = setUp()
    unsubscribe('apm:kafkajs:produce:start', listener)
    expect(errors[0]?.message).toMatch(/^this producer is traced by dd-trace too/)
  })
})
