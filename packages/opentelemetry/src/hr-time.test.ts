import { expect, it } from '@jest/globals'
import { hrTimeOf } from './hr-time'

it.each([
  [0, [0, 0]],
  [1.5, [0, 1_500_000]],
  [1_700_000_000_123.25, [1_700_000_000, 123_250_000]],
  [999.9999999, [1, 0]],
])('%d ms', (milliseconds, time) => {
  expect(hrTimeOf(milliseconds)).toEqual(time)
})
