import { extract } from '@filrouge/propagation'
import { expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readJaegerText } from './jaeger-text'

const hex = (most: number) =>
  fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdef')), minLength: 1, maxLength: most })
const almost = fc.tuple(hex(33), hex(17), hex(17), hex(3)).map((fields) => fields.join(':'))

it('reads what extract reads, or leaves it to extract', () => {
  fc.assert(
    fc.property(fc.oneof({ weight: 9, arbitrary: almost }, fc.string()), (text) => {
      const { context } = extract({ 'uber-trace-id': text }, { read: ['uber-trace-id'] })
      expect(readJaegerText(text) ?? context).toEqual(context)
    }),
    { numRuns: 2000 },
  )
})

it.each(['1:2:0:1', '4bf92f3577b34da6a3ce929d0e0e4736:f067aa0ba902b7:a3ce929d0e0e4736:3', '1:2:3:0'])(
  'reads %s',
  (text) => {
    expect(readJaegerText(text)).toEqual(extract({ 'uber-trace-id': text }).context)
  },
)

it.each([undefined, 7, '', '0:1:0:1', '1:0:0:1', '1:2:3', '1%3A2%3A0%3A1', 'A:1:0:1'])(
  'leaves %p to extract',
  (text) => {
    expect(readJaegerText(text)).toBeUndefined()
  },
)
