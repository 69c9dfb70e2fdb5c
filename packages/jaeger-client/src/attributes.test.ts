import { expect, test } from '@jest/globals'
import { attributesOf, attributeValue } from './attributes'

const circular: { self?: unknown } = {}
circular.self = circular

test.each<[string, unknown, unknown]>([
  ['text', 'é', 'é'],
  ['a lone surrogate', 'a\ud800b', 'a\ufffdb'],
  ['a whole number', -7, -7],
  ['a fraction', 0.5, 0.5],
  ['a whole number beyond int64', 1e300, '1e+300'],
  ['the largest int64 of a double', 2 ** 63 - 1024, 2 ** 63 - 1024],
  ['NaN', Number.NaN, 'NaN'],
  ['infinity', Number.NEGATIVE_INFINITY, '-Infinity'],
  ['a boolean', false, false],
  ['a small bigint', 12n, 12],
  ['a large bigint', 2n ** 64n, '18446744073709551616'],
  ['undefined', undefined, undefined],
  ['null', null, 'null'],
  ['an object', { a: [1] }, '{"a":[1]}'],
  ['a circular object', circular, '<ref *1> { self: [Circular *1] }'],
  ['an error', new RangeError('too far'), 'RangeError: too far'],
  ['bytes', Buffer.from([1, 2]), Buffer.from([1, 2])],
  ['an array of text', ['a', 'b'], ['a', 'b']],
  ['an array with NaN', [1, Number.NaN], '[1,null]'],
  ['a mixed array', [1, 'a'], '[1,"a"]'],
  ['an empty array', [], '[]'],
  ['a symbol', Symbol('s'), 'Symbol(s)'],
])('converts %s', (_, value, expected) => {
  expect(attributeValue(value)).toEqual(expected)
})

test('takes the last value of a key that was set twice', () => {
  const attributes = attributesOf([
    { key: 'a', value: 1 },
    { key: 'b', value: 'x' },
    { key: 'a', value: 2 },
  ])
  expect(attributes).toEqual({ a: 2, b: 'x' })
})

test('keeps a key that objects have by nature', () => {
  const attributes = attributesOf([{ key: '__proto__', value: 'mine' }])
  expect(Object.entries(attributes)).toEqual([['__proto__', 'mine']])
})
