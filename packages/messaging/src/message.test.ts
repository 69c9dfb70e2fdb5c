import { describe, expect, it } from '@jest/globals'
import { headersOf, isSendable, withHeaders } from './message'

describe('what kafkajs would refuse is handed on as it is', () => {
  it.each([
    ['undefined', undefined],
    ['null', null],
    ['a number', 1],
    ['a boolean', true],
    ['a bigint', 1n],
    ['an object', {}],
    ['a date', new Date(0)],
    ['a function', () => 'x'],
  ])('a header of %s', (_text, value) => {
    expect(isSendable({ value: 'x', headers: { traceparent: value } })).toBe(false)
    expect(isSendable({ value: 'x', headers: { own: ['x', value] } })).toBe(false)
  })
  it.each([[null], ['text'], [1], [['zero', 'one']]])('headers of %s', (headers) => {
    expect(isSendable({ value: 'x', headers })).toBe(false)
  })
  it('a message without a value, and none at all', () => {
    for (const message of [{}, { value: undefined }, null, 'text']) expect(isSendable(message)).toBe(false)
  })
})

it('takes every form of header that kafkajs takes', () => {
  const headers = {
    text: 'x',
    bytes: Buffer.from('x'),
    list: ['x', Buffer.from('y')],
    none: [],
    view: new Uint8Array(1),
  }
  expect(isSendable({ value: null, headers })).toBe(true)
  expect(isSendable({ value: 'x' })).toBe(true)
})

it('derives from a class instance without losing its getters', () => {
  class Order {
    get value() {
      return 'computed'
    }
  }
  const message = withHeaders(new Order(), { own: 'x' })
  expect(message.value).toBe('computed')
  expect(message).toBeInstanceOf(Order)
  expect(message).toHaveProperty('headers', { own: 'x' })
})

it('derives from an instance with own fields, whose copy holds them', () => {
  class Order {
    readonly #secret = 'k'
    constructor(
      readonly value: string,
      readonly partition = 3,
    ) {}
    get key() {
      return this.#secret
    }
  }
  const message = withHeaders(new Order('x'), { own: '1' })
  expect(Object.assign({}, message)).toEqual({ value: 'x', partition: 3, headers: { own: '1' } })
  expect(message.key).toBe('k')
})

it('keeps apart what is sent of a message and what is only read of it', () => {
  const hidden = Object.defineProperty({ key: 'k' }, 'value', { value: 'x' }) as { key: string; value: string }
  const message = withHeaders(hidden, { own: '1' })
  expect(message.value).toBe('x')
  expect({ ...message }).toEqual({ key: 'k', headers: { own: '1' } })
  expect(headersOf(Object.create({ headers: { own: '1' } }, { value: { value: 'x' } }) as never)).toBeUndefined()
})

it('derives what clients may write to, without a word to the caller’s own', () => {
  class Order {
    partition: number | null = null
    readonly value = 'x'
    get key() {
      return 'k'
    }
  }
  const given = Object.freeze(new Order())
  const message = withHeaders(given as never, { own: '1' }) as {
    partition: number | null
    key: string
    headers?: unknown
  }
  message.partition = -1
  message.key = 'other'
  message.headers = undefined
  expect([message.partition, message.key, message.headers]).toEqual([-1, 'other', undefined])
  expect([given.partition, given.key]).toEqual([null, 'k'])
})
