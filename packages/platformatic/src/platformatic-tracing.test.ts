import { describe, expect, it } from '@jest/globals'
import { FakeProducer, received, setUp, SPAN, tagsOf, TRACE, TRACEPARENT } from './traced-clients.fixture'

const context = [Buffer.from('traceparent'), Buffer.from(TRACEPARENT)] as [unknown, unknown]

describe('processing a message', () => {
  it.each([
    ['Buffers', [context]],
    ['text', [['traceparent', TRACEPARENT]]],
  ] as const)('runs inside its span, whose context came in %s', async (_what, headers) => {
    const { tracing, spans } = setUp()
    const result = await tracing.process(received([...headers] as [unknown, unknown][]), () => Promise.resolve('done'))

    expect(result).toBe('done')
    expect(spans[0]?._operationName).toBe('process orders')
    expect(spans[0]?.context()).toMatchObject({ traceIdStr: TRACE, parentIdStr: SPAN })
    expect(tagsOf(spans[0])).toMatchObject({
      component: '@platformatic/kafka',
      'kafka.partition': 1,
      'kafka.offset': '9007199254740993',
      'kafka.consumer_group': 'billing',
      'kafka.queue_time_ms': expect.any(Number),
    })
  })

  it('makes what is sent inside a child of it', async () => {
    const { tracing, spans } = setUp()
    const producer = tracing.producer(new FakeProducer())
    await tracing.process(received([context]), () => producer.send({ messages: [{ topic: 'invoices' }] }))
    const [send, process] = spans
    expect(send?.context()).toMatchObject({ traceIdStr: TRACE, parentIdStr: process?.context().spanIdStr })
  })

  it('reads each of repeated headers, and survives null ones and others', () => {
    const { tracing, spans } = setUp()
    const broken: [unknown, unknown] = [Buffer.from('traceparent'), Buffer.from('broken')]
    const headers: [unknown, unknown][] = [context, broken, [Buffer.from('a'), undefined], [{ of: 'mine' }, 5]]
    tracing.process(received(headers), () => undefined)
    expect(spans[0]?.context().traceIdStr).toBe(TRACE)
    expect(tracing.counts().faults).not.toEqual({})
  })

  it('hands the message itself to the handler, and its error on', () => {
    const { tracing, spans } = setUp()
    const message = received([context])
    const failure = new Error('broken')
    const fail = (given: typeof message) => {
      expect(given).toBe(message)
      throw failure
    }
    expect(() => tracing.process(message, fail)).toThrow(failure)
    expect(tagsOf(spans[0])['error']).toBe(true)
  })

  it('hands it without the headers of a trace where the policy is to strip them', () => {
    const { tracing } = setUp({ consumer: { mode: 'strip' } })
    const message = received([context, [Buffer.from('a'), Buffer.from('1')]])
    const keys = tracing.process(message, ({ headers, headerEntries, offset }) => {
      expect(offset).toBe(message.offset)
      return [[...headers.keys()], headerEntries.map(([key]) => key)].map((all) => all.map(String))
    })
    expect(keys).toEqual([['a'], ['a']])
    expect(message.headerEntries).toHaveLength(2)
  })

  it('starts a trace where none came in, marks a tombstone, and passes through when closed', async () => {
    const { tracing, spans } = setUp()
    tracing.process(received([], { value: undefined }), () => undefined)
    expect(tagsOf(spans[0])['kafka.tombstone']).toBe(true)
    await tracing.close()
    expect(tracing.process(received([context]), () => 1)).toBe(1)
    expect(spans).toHaveLength(1)
  })

  it('runs the handler of a message that cannot be read', () => {
    const { tracing, errors } = setUp()
    const message = { ...received([]), headerEntries: null } as unknown as ReturnType<typeof received>
    expect(tracing.process({ ...message, headers: null } as unknown as typeof message, () => 'handled')).toBe('handled')
    expect(errors).toHaveLength(1)
  })
})
