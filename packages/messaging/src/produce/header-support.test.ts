import { describe, expect, it } from '@jest/globals'
import { Guard } from '../guard'
import { Counters } from '../observe/counts'
import { HeaderSupport, STOPPED_MS } from './header-support'

const UNKNOWN = Object.assign(new Error('The server experienced an unexpected error'), { type: 'UNKNOWN', code: -1 })

function setUp() {
  const told: string[] = []
  let time = 0
  const guard = new Guard(new Counters(), (error) => told.push(error.message))
  return { support: new HeaderSupport(guard, () => time), told, pass: (ms: number) => (time += ms) }
}

describe('a topic that takes no headers', () => {
  it('gets none for 5 minutes after UNKNOWN, which is said once', () => {
    const { support, told, pass } = setUp()
    support.failed('old', UNKNOWN)
    expect([support.allows('old'), support.allows('new')]).toEqual([false, true])
    pass(STOPPED_MS - 1)
    expect(support.allows('old')).toBe(false)
    support.failed('old', UNKNOWN)
    expect(told).toHaveLength(1)
    expect(told[0]).toContain("rules: [{ topics: 'old', producer: { mode: 'off' } }]")
  })
  it('is tried by one call then, and others wait for how that goes', () => {
    const { support, pass } = setUp()
    support.failed('old', UNKNOWN)
    pass(STOPPED_MS)
    expect([support.allows('old'), support.allows('old')]).toEqual([true, true])
    support.tried('old')
    expect(support.allows('old')).toBe(false)
    support.succeeded('old')
    expect(support.allows('old')).toBe(true)
  })
  it('waits again when the trial fails', () => {
    const { support, pass } = setUp()
    support.failed('old', UNKNOWN)
    pass(STOPPED_MS)
    support.tried('old')
    support.failed('old', UNKNOWN)
    pass(STOPPED_MS - 1)
    expect(support.allows('old')).toBe(false)
  })
  it('is known by the error inside of the error of retries too, and by no other', () => {
    const { support } = setUp()
    support.failed('a', Object.assign(new Error('retries exceeded'), { cause: UNKNOWN }))
    support.failed('b', Object.assign(new Error('x'), { type: 'NOT_LEADER_FOR_PARTITION', code: 6 }))
    support.failed('c', undefined)
    support.failed('d', 'UNKNOWN')
    const unreadable = { get type(): string { throw new Error('a getter') } } // prettier-ignore
    support.failed('e', unreadable)
    expect(['a', 'b', 'c', 'd', 'e'].map((topic) => support.allows(topic))).toEqual([false, true, true, true, true])
  })
  it('is not one that took headers of ours before, when a call to both fails', () => {
    const { support, told } = setUp()
    support.succeeded('good')
    for (const topic of ['good', 'old']) support.failed(topic, UNKNOWN)
    expect([support.allows('good'), support.allows('old'), told.length]).toEqual([true, false, 1])
  })
})
