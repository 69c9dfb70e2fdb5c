import { describe, expect, it } from '@jest/globals'
import { Guard } from '../guard'
import { Counters } from './counts'
import { EventQueue } from './event-queue'
import type { HopEvent } from './hop-event'
import type { Observer } from './observer'

const event = (offset: number) => ({ offset: String(offset) }) as HopEvent

function setUp(observer: Observer, limit = 1000) {
  const errors: string[] = []
  const counters = new Counters()
  const guard = new Guard(counters, (error) => errors.push(error.message))
  let dropped = 0
  const queue = new EventQueue(observer, limit, guard, () => (dropped += 1))
  return { queue, errors, counters, dropped: () => dropped }
}

describe('the queue of an observer', () => {
  it('is never on the way of a message: nothing is called while it is told', async () => {
    const seen: string[] = []
    const { queue } = setUp({ onHop: ({ offset = '' }) => void seen.push(offset) })
    queue.push(event(1))
    queue.push(event(2))
    expect(seen).toEqual([])
    await queue.flush()
    expect(seen).toEqual(['1', '2'])
  })
  it('drops the oldest beyond its limit, and counts', async () => {
    const seen: string[] = []
    const { queue, dropped } = setUp({ onHop: ({ offset = '' }) => void seen.push(offset) }, 2)
    for (let offset = 1; offset <= 5; offset++) queue.push(event(offset))
    await queue.flush()
    expect([seen, dropped()]).toEqual([['4', '5'], 3])
  })
  it('waits for an async observer before the next event, and holds no more than its limit where that never settles', async () => {
    let calls = 0
    const never = new Promise<void>(() => undefined)
    const { queue, dropped } = setUp({ onHop: () => (calls++, never) }, 2)
    for (let offset = 1; offset <= 100; offset++) {
      queue.push(event(offset))
      await new Promise(setImmediate)
    }
    expect([calls, dropped()]).toEqual([1, 97])
  })
  it('goes on after an observer that throws or rejects, which is reported once', async () => {
    const seen: string[] = []
    const { queue, errors, counters } = setUp({
      onHop: ({ offset = '' }) => {
        seen.push(offset)
        if (offset === '1') throw new Error('observer broke')
        return Promise.reject(new Error('again'))
      },
    })
    for (const offset of [1, 2, 3]) queue.push(event(offset))
    await queue.flush()
    expect([seen, counters.caughtErrors]).toEqual([['1', '2', '3'], 3])
    expect(errors).toEqual(['an observer failed, which costs no message: observer broke (reported once)'])
  })
  it('flushes the observer after its last event', async () => {
    const seen: string[] = []
    const { queue } = setUp({
      onHop: ({ offset = '' }) => void seen.push(offset),
      flush: () => Promise.resolve(void seen.push('flushed')),
    })
    queue.push(event(1))
    await queue.flush()
    expect(seen).toEqual(['1', 'flushed'])
  })
})
