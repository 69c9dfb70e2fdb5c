import { expect, test } from '@jest/globals'
import { overlay } from './overlay'

class Client {
  readonly #name = 'private'
  label?: string
  send(): string {
    return this.#name
  }
}

test('replaces members, leaves the object alone, and keeps what it does not name', () => {
  const client = new Client()
  const wrapped = overlay(client, { send: () => 'replaced' })
  expect(wrapped.send()).toBe('replaced')
  expect(client.send()).toBe('private')
  client.label = 'added later'
  expect(wrapped.label).toBe('added later')
  expect(wrapped).toBeInstanceOf(Client)
})

test('a method keeps its object, and is the same function at each look', () => {
  const wrapped = overlay(new Client(), {})
  const send: unknown = Reflect.get(wrapped, 'send')
  expect((send as () => string)()).toBe('private')
  expect(Reflect.get(wrapped, 'send')).toBe(send)
})

test('a frozen object is wrapped as any other, and stays frozen to those who write', () => {
  const client = Object.freeze({ topic: 'orders', send: () => 'own' })
  const wrapped = overlay(client, { send: () => 'replaced' })
  expect(wrapped.send()).toBe('replaced')
  expect({ ...wrapped }).toEqual({ topic: 'orders', send: expect.any(Function) })
  expect({ ...wrapped }.send()).toBe('replaced')
  expect('send' in wrapped).toBe(true)
  expect(() => Object.assign(wrapped, { topic: 'other' })).toThrow(TypeError)
  expect(() => Object.assign(wrapped, { added: 1 })).toThrow(TypeError)
  expect(() => Object.assign(wrapped, { send: () => 'other' })).toThrow(TypeError)
  expect(client.send()).toBe('own')
})

test('tells of the class of its object', () => {
  expect(overlay(new Client(), {}).constructor).toBe(Client)
})

test('a replaced member may be replaced again, of which the object learns nothing', () => {
  const client = new Client()
  const wrapped = overlay(client, { send: () => 'replaced' })
  wrapped.send = () => 'spied'
  expect([wrapped.send(), client.send()]).toEqual(['spied', 'private'])
  wrapped.label = 'set'
  expect(client.label).toBe('set')
})

test('a member that cannot be configured is replaced too', () => {
  const client = Object.defineProperty({ topic: 'orders' }, 'send', { value: () => 'own' }) as {
    topic: string
    send(): string
  }
  const wrapped = overlay(client, { send: () => 'replaced' })
  expect([wrapped.send(), client.send(), wrapped.topic]).toEqual(['replaced', 'own', 'orders'])
})

test('a replaced member is what is told of it, and can be defined anew', () => {
  const client = { send: () => 'own' }
  const wrapped = overlay(client, { send: () => 'replaced' })
  expect((Object.getOwnPropertyDescriptor(wrapped, 'send')?.value as () => string)()).toBe('replaced')
  Object.defineProperty(wrapped, 'send', { value: () => 'defined', configurable: true, writable: true })
  expect([wrapped.send(), client.send()]).toEqual(['defined', 'own'])
})

test('a method that gives the object back gives the wrapped one', () => {
  class Emitter {
    on(): this {
      return this
    }
  }
  const wrapped = overlay(new Emitter(), {})
  expect(wrapped.on()).toBe(wrapped)
})
