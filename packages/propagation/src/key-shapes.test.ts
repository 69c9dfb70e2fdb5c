import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { KeyShapes } from './key-shapes'

describe('shapes of keys', () => {
  it('hold each key in any letter case, and each that begins with a prefix', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1, maxLength: 40 }), { minLength: 1 }), fc.string(), (keys, rest) => {
        const shapes = new KeyShapes()
        for (const key of keys) shapes.add(key)
        const all = keys.flatMap((key) => [key, key.toUpperCase(), key.toLowerCase()])
        expect(all.filter((key) => !shapes.has(key))).toEqual([])
        shapes.addPrefix('ot-baggage-')
        expect([shapes.has(`ot-baggage-${rest}`), shapes.has(`OT-Baggage-${rest}`)]).toEqual([true, true])
      }),
    )
  })
  it('hold no key of another length or first letter, and nothing that is no text', () => {
    const shapes = new KeyShapes()
    shapes.add('traceparent')
    expect(['traceparen', 'foreign-123', '', undefined, 5].filter((key) => shapes.has(key))).toEqual([])
  })
})
