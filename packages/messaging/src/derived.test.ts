import { describe, expect, it } from '@jest/globals'
import { derived } from './derived'

class Call {
  readonly #topic = 'orders'
  readonly messages: readonly unknown[] = []
  acks = 1
  get topic(): string {
    return this.#topic
  }
}
class Quick extends Call {
  override get topic(): string {
    return `quick ${super.topic}`
  }
}

describe('derived', () => {
  it('replaces members and leaves the object alone', () => {
    const given = Object.freeze({ topic: 'orders', messages: [1] })
    const call = derived(given, { messages: [2] })
    expect([call.topic, call.messages]).toEqual(['orders', [2]])
    expect(given.messages).toEqual([1])
  })
  it('lets getters of a class read private fields', () => {
    expect(derived(new Call(), { messages: [2] }).topic).toBe('orders')
    expect(derived(new Quick(), { messages: [2] }).topic).toBe('quick orders')
  })
  it('is of the same class, and sees later settings', () => {
    const given = new Call()
    const call = derived(given, { messages: [2] })
    given.acks = 0
    expect([call instanceof Call, call.acks, call.messages]).toEqual([true, 0, [2]])
  })
  it('replaces a getter', () => {
    expect(derived(new Call(), { topic: 'other' }).topic).toBe('other')
  })
  it.each([
    ['a plain object', { topic: 'orders', acks: 0, messages: [1] }],
    ['an instance', Object.assign(new Call(), { topics: 1 })],
  ])('has the own members of %s as its own, as clients that copy or ask hasOwn need it', (_what, given) => {
    const call = derived(given, { messages: [2] })
    expect(Object.keys(call).sort()).toEqual(Object.keys(given).sort())
    expect(Object.assign({}, call)).toEqual(Object.assign({}, given, { messages: [2] }))
  })
  it('leaves a getter that throws to the client', () => {
    const given = {
      get acks(): number {
        throw new Error('a getter')
      },
    }
    const call = derived(given, { messages: [2] })
    expect(() => call.acks).toThrow('a getter')
  })
  it('keeps what is set on it, and the object does not learn of that', () => {
    for (const given of [new Call(), { acks: 1, messages: [] as readonly unknown[] }]) {
      const call = derived(given, { messages: [2] }) as { acks: number; messages: readonly unknown[] }
      call.acks = 0
      call.messages = []
      Object.defineProperty(call, 'messages', { value: [3] })
      expect([call.acks, given.acks, call.messages, given.messages]).toEqual([0, 1, [3], []])
    }
  })
  it('has the members of a plain object that cannot be enumerated', () => {
    const given = Object.defineProperty({ acks: 1 }, 'topic', { value: 'orders' }) as { acks: number; topic?: string }
    expect(derived(given, { messages: [2] }).topic).toBe('orders')
  })
})
