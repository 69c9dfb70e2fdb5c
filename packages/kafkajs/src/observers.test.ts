import { describe, expect, it } from '@jest/globals'
import type { HopEvent } from './index'
import { consumer, message, payload, setUp, SPAN, TRACE } from './traced-clients.fixture'

function observed(options: Parameters<typeof setUp>[0] = {}) {
  const events: HopEvent[] = []
  const world = setUp({ clientId: 'checkout', observers: [{ onHop: (event) => void events.push(event) }], ...options })
  return { ...world, events }
}

describe('observers', () => {
  it('are told of a send with its ids, place and duration', async () => {
    const { producer, events, tracing, spans } = observed()
    await producer.send({ topic: 'orders', messages: [{ value: 'x' }] })
    await tracing.close()
    expect(events).toMatchObject([
      { hop: 'send', topic: 'orders', partition: 2, offset: '7', messages: 1, clientId: 'checkout', outcome: 'ok' },
    ])
    expect(events[0]?.spanId).toBe(spans[0]?.context().spanIdStr.padStart(16, '0'))
    expect(events[0]?.durationMs).toBeGreaterThanOrEqual(0)
  })
  it('are told of a failed one with its error, bounded', async () => {
    const { producer, raw, events, tracing } = observed()
    raw.send.mockImplementationOnce(() => Promise.reject(new TypeError('y'.repeat(5000))))
    await expect(producer.send({ topic: 'orders', messages: [{ value: 'x' }] })).rejects.toThrow()
    await tracing.close()
    expect(events).toMatchObject([{ outcome: 'failed', error: { name: 'TypeError' } }])
    expect(events[0]?.error?.message).toHaveLength(512)
    expect(tracing.counts()).toMatchObject({ sent: 1, sendsFailed: 1 })
  })
  it('are told of a message with its queue time, conflicts and what was wrong with its headers', async () => {
    const { tracing, events } = observed()
    const { wrapped, receive } = consumer(tracing)
    await wrapped.run({ eachMessage: () => undefined } as never)
    await receive(
      payload({
        b3: Buffer.from('zz'),
        traceparent: Buffer.from(`00-${TRACE}-${SPAN}-01`),
        'uber-trace-id': Buffer.from(`${'1'.repeat(32)}:${SPAN}:0:1`),
      }),
    )
    await tracing.close()
    expect(events).toMatchObject([
      {
        hop: 'process',
        traceId: TRACE,
        sampled: true,
        topic: 'orders',
        partition: 1,
        offset: '5',
        consumerGroup: 'billing',
        conflicts: 1,
        faults: [
          { header: 'b3', reason: 'bad_shape' },
          { header: 'uber-trace-id', reason: 'format_conflict' },
        ],
      },
    ])
    expect(events[0]?.queueTimeMs).toBeGreaterThanOrEqual(20)
    expect(tracing.counts()).toMatchObject({ processed: 1, conflicts: 1 })
  })
  it('are told of a batch and of each message in it', async () => {
    const { tracing, events } = observed()
    const { wrapped, batch } = consumer(tracing)
    await wrapped.run({
      eachBatch: (given: Parameters<typeof tracing.forEachMessage>[0]) =>
        tracing.forEachMessage(given, { concurrency: 2 }, () => undefined),
    } as never)
    const calls = { resolveOffset: () => undefined, heartbeat: () => Promise.resolve() }
    await batch({ batch: { topic: 'orders', partition: 1, messages: [message(), message({}, '6')] }, ...calls })
    await tracing.close()
    expect(events.map(({ hop, offset, messages }) => [hop, offset, messages])).toEqual([
      ['process', '5', 1],
      ['process', '6', 1],
      ['receive', undefined, 2],
    ])
  })
})

describe('hooks', () => {
  it('name spans, decorate them at both ends, and harm nothing when they throw or reject', async () => {
    const calls: unknown[] = []
    const broken = {
      onStart: () => {
        throw new Error('start')
      },
      onEnd: () => Promise.reject(new Error('end')) as unknown as undefined,
    }
    const { producer, spans, tracing, errors } = setUp({
      spanName: ({ hop, topic }) => (topic === 'orders' ? `${hop} an order` : undefined),
      decorators: [
        broken,
        {
          onStart: (span, info) => void calls.push([info.hop, (span as object) === spans[0], info.message]),
          onEnd: (_span, { topic }, { error }) => void calls.push([topic, error]),
        },
      ],
    })
    await producer.send({ topic: 'orders', messages: [{ value: 'x' }] })
    await producer.send({ topic: 'others', messages: [{ value: 'x' }] })
    await new Promise(setImmediate)
    expect(spans.map((span) => span._operationName)).toEqual(['send an order', 'send others'])
    expect(calls).toEqual([
      ['send', false, { value: 'x' }],
      ['orders', undefined],
      ['send', false, { value: 'x' }],
      ['others', undefined],
    ])
    expect(errors).toHaveLength(1)
    expect(tracing.counts().caughtErrors).toBe(4)
  })
  it('record keys only where asked, as text or hex', async () => {
    const keyOf = async (recordKeys: boolean, key: string | Buffer) => {
      const { producer, spans } = setUp({ recordKeys })
      await producer.send({ topic: 'orders', messages: [{ key: key as string, value: 'x' }] })
      return (spans[0]?._tags ?? []).find((tag) => tag.key === 'kafka.key')?.value
    }
    expect(await keyOf(false, 'ann')).toBeUndefined()
    expect(await keyOf(true, 'ann')).toBe('ann')
    expect(await keyOf(true, Buffer.from('é'))).toBe('é')
    expect(await keyOf(true, Buffer.from([0xff, 0]))).toBe('ff00')
  })
})
