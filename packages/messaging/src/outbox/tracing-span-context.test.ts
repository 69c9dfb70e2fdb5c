import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { fromTracingSpanContext, toTracingSpanContext } from './tracing-span-context'

describe('the text of java.util.Properties', () => {
  // expected texts: what Properties.store of Java 17 writes, without its comment
  it.each([
    [{ 'uber-trace-id': '1:2:0:1' }, 'uber-trace-id=1\\:2\\:0\\:1\n'],
    [{ 'a b': ' c d' }, 'a\\ b=\\ c d\n'],
    [{ k: 'é€😀' }, 'k=\\u00E9\\u20AC\\uD83D\\uDE00\n'],
    [{ '#k!': '=\\\t\n' }, '\\#k\\!=\\=\\\\\\t\\n\n'],
    [{ k: '' }, 'k=\n'],
  ])('is written as Java does: %j', (properties, text) => {
    expect(toTracingSpanContext(properties as unknown as Record<string, string>)).toBe(text)
    expect(fromTracingSpanContext(text)).toEqual(properties)
  })
  it.each([
    ['#Tue Nov 24 2026\n! more\n\nk=v\n', { k: 'v' }],
    ['k : v\r\nl  m', { k: 'v', l: 'm' }],
    ['k = a\\\n    b', { k: 'ab' }],
    ['k', { k: '' }],
    ['a\\=b=c\\u0', { 'a=b': 'cu0' }],
    ['k=1\nk=2', { k: '2' }],
    ['__proto__=x', JSON.parse('{"__proto__": "x"}') as Record<string, string>],
  ])('is read as Java does: %j', (text, properties) => {
    expect(Object.entries(fromTracingSpanContext(text))).toEqual(Object.entries(properties))
  })
  it('comes back as it was, whatever it holds', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string({ minLength: 1, unit: 'binary' }), fc.string({ unit: 'binary' })),
        (given) => {
          expect(fromTracingSpanContext(toTracingSpanContext(given))).toEqual({ ...given })
        },
      ),
    )
  })
  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void fromTracingSpanContext(text)))
  })
})
