import { describe, expect, it } from '@jest/globals'
import { Guard } from './guard'
import { Counters } from './observe/counts'

function setUp() {
  const told: string[] = []
  const counters = new Counters()
  return { told, counters, guard: new Guard(counters, (error) => told.push(error.message)) }
}

/** What a query builder or another promise library gives: no Promise of this realm. */
const rejecting = (asked: () => void = () => undefined) =>
  ({
    then(_resolve: unknown, reject: (error: Error) => void) {
      asked()
      reject(new Error('answered later'))
    },
  }) as unknown as PromiseLike<unknown>
const settled = () => new Promise(setImmediate)

describe('what is not the message', () => {
  it.each<[string, () => PromiseLike<unknown>]>([
    ['a promise', () => Promise.reject(new Error('answered later'))],
    ['another thenable', () => rejecting()],
  ])('is caught where it gives %s that rejects', async (_what, hook) => {
    const { guard, told, counters } = setUp()
    void guard.run('a hook', hook)
    await settled()
    expect(told).toEqual(['a hook failed, which costs no message: answered later (reported once)'])
    expect(counters.caughtErrors).toBe(1)
  })
  it('is asked once where it gives a thenable, since a lazy one would run again', async () => {
    let asked = 0
    setUp().guard.run('a hook', () => rejecting(() => asked++))
    await settled()
    expect(asked).toBe(1)
  })
  it('may give a thenable that cannot be read', () => {
    const { guard, told } = setUp()
    const unreadable = { get then(): unknown { throw new Error('a getter') } } // prettier-ignore
    expect(guard.run('a hook', () => unreadable)).toBeUndefined()
    expect(told).toHaveLength(1)
  })
  it('may be a report that rejects, which ends there', async () => {
    let asked = 0
    const report = (() => rejecting(() => asked++)) as unknown as () => void
    new Guard(new Counters(), report).tell('something')
    await settled()
    expect(asked).toBe(1)
  })
  it('is told of a bounded number of places, since topics may be named by users of the service', () => {
    const { guard, told } = setUp()
    for (let topic = 0; topic < 2_000; topic++) guard.tellOnce('over budget', `over budget ${String(topic)}`)
    expect(told).toHaveLength(1_000)
  })
})
