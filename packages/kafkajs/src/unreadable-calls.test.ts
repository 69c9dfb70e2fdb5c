import { describe, expect, it } from '@jest/globals'
import { consumer, payload, setUp } from './traced-clients.fixture'

const broken = () => {
  throw new Error('a getter')
}
const getter = (name: string, rest: object = {}) =>
  Object.defineProperty({ ...rest }, name, { get: broken, enumerable: true })
const messages = [{ value: 'x' }]
const hostile = (trap: keyof ProxyHandler<object>) => new Proxy({ topic: 'orders', messages }, { [trap]: broken })

describe('a call that cannot be read', () => {
  it.each([
    ['send', getter('topic', { messages })],
    ['send', getter('messages', { topic: 'orders' })],
    ['send', hostile('get')],
    ['send', hostile('ownKeys')],
    ['send', hostile('getPrototypeOf')],
    ['sendBatch', getter('topicMessages')],
    ['sendBatch', { topicMessages: [{ topic: 'orders', messages }, getter('topic', { messages })] }],
  ] as const)('reaches the client as it is (%s, %#)', async (method, given) => {
    const { tracing, raw, spans, tracer } = setUp()
    const started: unknown[] = []
    const startSpan = tracer.startSpan.bind(tracer)
    tracer.startSpan = (...args) => {
      const span = startSpan(...args)
      started.push(span)
      return span
    }
    // of the client, only that it was asked counts here
    const client = { ...raw, [method]: (record: unknown, more: unknown) => Promise.resolve([record, more]) }
    const producer = tracing.producer(client) as unknown as Record<string, (...given: unknown[]) => Promise<unknown>>
    const [record, more] = (await producer[method]?.(given, 'more')) as unknown[]
    expect(record).toBe(given)
    expect(more).toBe('more')
    expect(spans).toHaveLength(started.length)
  })
  it('of run reaches the client as it is', async () => {
    const { tracing } = setUp()
    const given = getter('eachMessage')
    const wrapped = tracing.consumer({ run: (...all: unknown[]) => Promise.resolve(all) as never })
    expect(await (wrapped.run as (...all: unknown[]) => Promise<unknown>)(given, 'more')).toEqual([given, 'more'])
  })
})

describe('what a caller’s object is made into', () => {
  it('is open to other instrumentations, which replace handlers in it', async () => {
    const { tracing } = setUp()
    const wrapped = tracing.consumer({
      run: (config?: object) => {
        Object.defineProperty(config, 'eachMessage', { value: () => 'replaced', configurable: true })
        return Promise.resolve()
      },
    } as never)
    await expect(
      (wrapped as { run(config: object): Promise<void> }).run({ eachMessage: broken }),
    ).resolves.toBeUndefined()
  })
  it('lets a handler write to its payload', async () => {
    const { tracing } = setUp({ consumer: { mode: 'strip' } })
    const { wrapped, receive } = consumer(tracing)
    await wrapped.run({
      eachMessage: (given: { message: unknown }) => {
        given.message = 'another'
        return given.message
      },
    } as never)
    expect(receive(payload())).toBe('another')
  })
})

describe('after close', () => {
  it('forEachMessage still stops with a consumer that resolves by itself', async () => {
    const { tracing } = setUp()
    const { wrapped, batch } = consumer(tracing)
    const handled: string[] = []
    let isRunning = true
    await wrapped.run({
      eachBatchAutoResolve: false,
      eachBatch: (given: Parameters<typeof tracing.forEachMessage>[0]) =>
        tracing.forEachMessage(given, {}, ({ offset }) => {
          handled.push(offset)
          isRunning = false
        }),
    } as never)
    await tracing.close()
    const all = ['1', '2', '3'].map((offset) => ({ ...payload().message, offset }))
    await batch({
      batch: { topic: 'orders', partition: 1, messages: all },
      resolveOffset: () => undefined,
      heartbeat: () => Promise.resolve(),
      isRunning: () => isRunning,
    })
    expect(handled).toEqual(['1'])
  })
})
