import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { forEachMessage, type ForEachOptions } from './for-each-message'

type Message = { offset: string; key: string | null }
const batchOf = (keys: readonly (string | null)[]) => keys.map((key, index) => ({ key, offset: String(100 + index) }))

/** A payload of kafkajs that keeps what it is told. */
function payloadOf(messages: readonly Message[], extra: { isRunning?: () => boolean; isStale?: () => boolean } = {}) {
  const resolved: string[] = []
  let heartbeats = 0
  return {
    resolved,
    heartbeats: () => heartbeats,
    payload: {
      batch: { messages },
      resolveOffset: (offset: string) => void resolved.push(offset),
      heartbeat: () => {
        heartbeats++
        return Promise.resolve()
      },
      ...extra,
    },
  }
}
/** Promises that a test settles by offset. */
function gates() {
  const open = new Map<string, () => void>()
  const begun: string[] = []
  const handle = ({ offset }: Message) => {
    begun.push(offset)
    return new Promise<void>((resolve) => open.set(offset, resolve))
  }
  const settle = async (offset: string) => {
    open.get(offset)?.()
    await new Promise(setImmediate)
  }
  return { handle, begun, settle }
}
const run = (
  payload: Parameters<typeof forEachMessage<Message>>[0],
  options: ForEachOptions,
  handle: (message: Message) => unknown,
  autoResolves = true,
) => forEachMessage(payload, options, autoResolves, handle)

describe('forEachMessage', () => {
  it('handles one after the other in the order of offsets, resolves each, and sends heartbeats', async () => {
    const { payload, resolved, heartbeats } = payloadOf(batchOf(['a', 'b', 'a']))
    const handled: string[] = []
    await run(payload, {}, ({ offset }) => void handled.push(offset))
    expect([handled, resolved]).toEqual([
      ['100', '101', '102'],
      ['100', '101', '102'],
    ])
    expect(heartbeats()).toBe(3)
  })
  it('resolves only what no unfinished message stands before: with N pending and N+1 done, N comes again after a crash', async () => {
    const { payload, resolved } = payloadOf(batchOf(['a', 'b', 'c']))
    const { handle, settle } = gates()
    const all = run(payload, { concurrency: 3 }, handle)
    await settle('101')
    expect(resolved).toEqual([])
    await settle('100')
    expect(resolved).toEqual(['101'])
    await settle('102')
    await all
    expect(resolved).toEqual(['101', '102'])
  })
  it('by key: messages of one key one after the other, others at once, those without a key in no order', async () => {
    const { payload } = payloadOf(batchOf(['a', 'a', 'b', null, null]))
    const { handle, begun, settle } = gates()
    const all = run(payload, { concurrency: 10 }, handle)
    expect(begun).toEqual(['100', '102', '103', '104'])
    await settle('100')
    expect(begun.at(-1)).toBe('101')
    for (const offset of ['101', '102', '103', '104']) await settle(offset)
    await all
  })
  it('by none: any that is next, never more than asked at once', async () => {
    const { payload } = payloadOf(batchOf(['a', 'a', 'a']))
    const { handle, begun, settle } = gates()
    const all = run(payload, { concurrency: 2, orderBy: 'none' }, handle)
    expect(begun).toEqual(['100', '101'])
    for (const offset of ['101', '100', '102']) await settle(offset)
    await all
  })
  it('begins no more when one fails, waits for those that run, and throws the first error', async () => {
    const { payload, resolved } = payloadOf(batchOf(['a', 'b', 'c']))
    const { handle, begun, settle } = gates()
    const error = new Error('handler broke')
    const all = run(payload, { concurrency: 2 }, (message) =>
      message.offset === '101' ? Promise.reject(error) : handle(message),
    )
    let isOver = false
    const over = all.catch((thrown: unknown) => {
      isOver = true
      return thrown
    })
    await new Promise(setImmediate)
    expect([isOver, begun]).toEqual([false, ['100']])
    await settle('100')
    expect(await over).toBe(error)
    expect(resolved).toEqual(['100'])
  })
  it('throws what a heartbeat throws, the message of it resolved', async () => {
    const { payload, resolved } = payloadOf(batchOf(['a', 'b']))
    const error = new Error('rebalancing')
    await expect(run({ ...payload, heartbeat: () => Promise.reject(error) }, {}, () => undefined)).rejects.toBe(error)
    expect(resolved).toEqual(['100'])
  })
  it.each([
    ['stale', { isStale: () => true }, true, 0],
    ['of a consumer that stops, where offsets are resolved by us alone', { isRunning: () => false }, false, 0],
    [
      'of a consumer that stops, where the client resolves the whole batch at its end',
      { isRunning: () => false },
      true,
      2,
    ],
  ])('a batch that is %s', async (_name, extra, autoResolves, count) => {
    const { payload } = payloadOf(batchOf(['a', 'b']), extra)
    let handled = 0
    await run(payload, {}, () => (handled += 1), autoResolves)
    expect(handled).toBe(count)
  })
  it('takes an empty batch', async () => {
    const { payload, resolved } = payloadOf([])
    await run(payload, { concurrency: 5 }, () => undefined)
    expect(resolved).toEqual([])
  })
  it.each([
    { concurrency: 0 },
    { concurrency: Number.NaN },
    { concurrency: 1.5 },
    { concurency: 8 } as never,
    { orderBy: 'keys' as never },
    undefined as never,
    null as never,
  ])('refuses %j', async (options) => {
    await expect(run(payloadOf([]).payload, options, () => undefined)).rejects.toThrow(/: use /)
  })
  it('handles each once, keys in order, and resolves up to the last, whatever ends when', async () => {
    const keys = fc.array(fc.option(fc.constantFrom('a', 'b', 'c')), { maxLength: 30 })
    await fc.assert(
      fc.asyncProperty(keys, fc.integer({ min: 1, max: 8 }), fc.scheduler(), async (given, concurrency, scheduler) => {
        const messages = batchOf(given)
        const { payload, resolved } = payloadOf(messages)
        const ended: Message[] = []
        const all = run(payload, { concurrency }, async (message) => {
          await scheduler.schedule(Promise.resolve())
          ended.push(message)
        })
        await scheduler.waitFor(all)
        expect([...ended].sort((a, b) => Number(a.offset) - Number(b.offset))).toEqual(messages)
        for (const key of ['a', 'b', 'c']) {
          expect(ended.filter((each) => each.key === key)).toEqual(messages.filter((each) => each.key === key))
        }
        expect(resolved.at(-1)).toBe(messages.at(-1)?.offset)
        expect([...resolved].sort()).toEqual(resolved)
      }),
    )
  })
})
