import { describe, expect, it } from '@jest/globals'
import type { MessageTracer } from '@filrouge/messaging'
import { kafkaTracing } from './index'
import { consumer, payload } from './traced-clients.fixture'

const real: MessageTracer = {
  defaultFormats: () => ['traceparent'],
  start: () => ({
    native: {},
    baggage: [],
    describe: () => undefined,
    fail: () => undefined,
    finish: () => undefined,
  }),
  active: () => undefined,
  identityOf: () => ({ baggage: [] }),
  withActive: (_parent, fn) => fn(),
  close: () => Promise.resolve(),
}

/** Receives one message under a tracer with some methods replaced; tells how often the handler ran and what came back. */
async function received(withActive: unknown, handler: () => unknown) {
  const errors: string[] = []
  const tracer = { ...real, withActive } as MessageTracer
  const tracing = kafkaTracing({ tracer, onError: ({ message }) => errors.push(message) })
  let calls = 0
  const { wrapped, receive } = consumer(tracing)
  await wrapped.run({
    eachMessage: () => {
      calls++
      return handler()
    },
  } as never)
  const result = (() => {
    try {
      return { value: receive(payload()) }
    } catch (error) {
      return { error }
    }
  })()
  return { calls, errors, result }
}
const done = Promise.resolve('done')
type Fn = () => unknown

describe('a tracer that runs handlers badly', () => {
  it.each([
    ['does not call', () => undefined, 0],
    ['calls twice', (_: unknown, fn: Fn) => [fn(), fn()], 0],
    ['gives back something else', (_: unknown, fn: Fn) => void fn(), 0],
    ['throws before', () => { throw new Error('broke') }, 1],
    ['throws after', (_: unknown, fn: Fn) => { fn(); throw new Error('broke') }, 1],
    ['calls later', (_: unknown, fn: Fn) => void setImmediate(fn), 0],
  ])('and %s: the handler runs once, and its result is handed on', async (_name, withActive, reported) => {
    const { calls, errors, result } = await received(withActive, () => done)
    await new Promise(setImmediate)
    expect([calls, errors.length]).toEqual([1, reported])
    await expect(result.value).resolves.toBe('done')
  }) // prettier-ignore
  it('and swallows what it throws: the handler’s own error is thrown', async () => {
    const error = new Error('handler broke')
    const swallows = (_: unknown, fn: Fn) => {
      try {
        fn()
      } catch {
        return undefined
      }
      return undefined
    }
    const { result } = await received(swallows, () => {
      throw error
    })
    expect(result.error).toBe(error)
  })
})
