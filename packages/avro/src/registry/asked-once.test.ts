import { describe, expect, it } from '@jest/globals'
import { AskedOnce } from './asked-once'
import { SchemaRegistryError, type SchemaRegistryReason } from '../errors/schema-registry-error'

const failure = (reason: SchemaRegistryReason) => new SchemaRegistryError(reason, { registry: 'test', id: 1 }, 'no')

/** Answers, or fails as long as it is told to. */
function asking(reason?: SchemaRegistryReason) {
  const state = { reason, asked: 0, now: 0 }
  const once = new AskedOnce<string, string>(
    async (key) => {
      state.asked++
      await Promise.resolve()
      if (state.reason !== undefined) throw failure(state.reason)
      return `answer to ${key}`
    },
    () => state.now,
  )
  return { state, once }
}

describe('what is asked once', () => {
  it('is asked once by all who want to know, and then known at once', async () => {
    const { state, once } = asking()
    expect(await Promise.all([once.of('a'), once.of('a'), once.of('b')])).toEqual([
      'answer to a',
      'answer to a',
      'answer to b',
    ])
    expect(once.of('a')).toBe('answer to a')
    expect(state.asked).toBe(2)
  })

  it('is asked again after a failure, which all get who waited', async () => {
    const { state, once } = asking('unreachable')
    expect((await Promise.allSettled([once.of('a'), once.of('a')])).map(({ status }) => status)).toEqual([
      'rejected',
      'rejected',
    ])
    state.reason = undefined
    expect(await once.of('a')).toBe('answer to a')
    expect(state.asked).toBe(2)
  })

  it.each(['unknown_schema', 'refused'] as const)('is not asked for ten seconds after a no: %s', async (reason) => {
    const { state, once } = asking(reason)
    await expect(once.of('a')).rejects.toThrow('no')
    state.reason = undefined
    state.now = 9_999
    await expect(once.of('a')).rejects.toThrow('no')
    expect(state.asked).toBe(1)
    state.now = 10_000
    expect(await once.of('a')).toBe('answer to a')
  })

  it('remembers no more noes than there is room for', async () => {
    const { state, once } = asking('unknown_schema')
    for (let key = 0; key <= 1000; key++) await Promise.resolve(once.of(String(key))).catch(() => undefined)
    await Promise.resolve(once.of('0')).catch(() => undefined)
    expect(state.asked).toBe(1002)
  })
})
