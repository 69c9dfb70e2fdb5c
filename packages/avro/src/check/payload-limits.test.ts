import { expect, it } from '@jest/globals'
import { avro } from '../avro-codec'
import { PAYLOAD_LIMITS, payloadLimits, type PayloadLimits } from './payload-limits'

it('takes the others by default', () => {
  expect(payloadLimits()).toEqual(PAYLOAD_LIMITS)
  expect(payloadLimits({ depth: 8, items: Infinity })).toEqual({ ...PAYLOAD_LIMITS, depth: 8, items: Infinity })
})

it.each<[Partial<PayloadLimits> & { size?: number }, string]>([
  [{ bytes: -1 }, 'limits.bytes is -1, expected a whole number from 0, or Infinity'],
  [{ depth: 1.5 }, 'limits.depth is 1.5'],
  [{ items: Number.NaN }, 'limits.items is NaN'],
  [{ items: '9' as unknown as number }, 'limits.items is 9'],
  [{ size: 3 }, 'limits.size is none: use bytes, depth, items'],
])('%j is refused where the codec is made', (limits, message) => {
  expect(() => avro('long', { limits })).toThrow(message)
})
