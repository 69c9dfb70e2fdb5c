import { describe, expect, it } from '@jest/globals'
import { described } from './described'
import { describedPayload, describedRecord } from './described-record'

describe('described', () => {
  it.each<[unknown, unknown]>([
    [undefined, 'undefined undefined'],
    [NaN, 'number NaN'],
    [5n, 'bigint 5n'],
    [Buffer.from([255, 0]), 'Buffer ff00'],
    [Uint8Array.of(1), 'Uint8Array 01'],
    [(a: unknown) => a, 'function of 1 arguments'],
    [new Map([['a', 1]]), { class: 'Map', entries: [['a', 1]] }],
    [Object.create(null), { class: 'null' }],
    [
      [1, undefined],
      [1, 'undefined undefined'],
    ],
  ])('%p', (value, text) => {
    expect(described(value)).toEqual(text)
  })
  it('tells long bytes by length and digest', () => {
    const [a, b] = [Buffer.alloc(1000, 'a'), Buffer.alloc(1000, 'b')]
    expect(described(a)).toMatch(/^Buffer of 1000 bytes, sha256 [0-9a-f]{16}$/)
    expect(described(a)).not.toEqual(described(b))
  })
  it('reads getters, tells of those that throw, and of circles', () => {
    const value = { get own() { return 1 }, get bad(): never { throw new Error('no') }, self: {} } // prettier-ignore
    value.self = value
    expect(described(value)).toEqual({ own: 1, bad: 'throws Error: no', self: 'cycle' })
  })
  it('tells the classes of an error, and its own members', () => {
    class Lost extends TypeError {}
    const error = Object.assign(new Lost('lost', { cause: new Error('why') }), { retriable: false })
    expect(described(error)).toMatchObject({
      classes: 'Lost < TypeError < Error',
      message: 'lost',
      retriable: false,
      cause: { classes: 'Error', message: 'why' },
    })
  })
})

describe('describedRecord', () => {
  it('lists headers in their order, repeated ones as such', () => {
    const record = { key: null, value: Buffer.from('v'), headers: { b: Buffer.from('1'), a: ['x', Buffer.from('y')] } }
    expect(describedRecord(record)).toMatchObject({
      value: 'Buffer 76',
      headers: [
        { header: 'b', value: 'Buffer 31' },
        { header: 'a', value: ['x', 'Buffer 79'] },
      ],
    })
  })
})

describe('describedPayload', () => {
  class Batch {
    constructor(readonly messages: readonly object[]) {}
    isEmpty(): boolean {
      return this.messages.length === 0
    }
  }
  it('tells the methods of a batch, and what they answer', () => {
    const whole = describedPayload({ batch: new Batch([]), isStale: () => false })
    expect(whole).toMatchObject({ members: ['batch', 'isStale'], batch: { class: 'Batch', isEmpty: true } })
    expect(describedPayload({ batch: { messages: [] }, isStale: () => false })).not.toEqual(whole)
  })
})
