import { expect, it } from '@jest/globals'
import type { GatheredAttributes } from '../message-tracer'
import { ageOf, describeQueueTime } from './record-age'

const message = (ago: number, timestampType?: number) => ({
  value: null,
  offset: '0',
  timestamp: String(Date.now() - ago),
  batchContext: { timestampType },
})

const queueTimeOf = (ago: number, timestampType?: number) => {
  const attributes: GatheredAttributes = {}
  const record = message(ago, timestampType)
  describeQueueTime(attributes, record, ageOf(record))
  return attributes
}

it('tells a timestamp of the broker from one of the producer', () => {
  expect(queueTimeOf(50, 0)).toMatchObject({ queueTimeFrom: 'create' })
  expect(queueTimeOf(50, 1)).toMatchObject({ queueTimeFrom: 'append' })
  expect(queueTimeOf(50, 1).queueTimeMs).toBeGreaterThanOrEqual(49)
})
it('is never negative, and nothing without a timestamp', () => {
  expect(queueTimeOf(-60_000)).toEqual({})
  for (const timestamp of [undefined, '', '-1', 'x', '0'])
    expect(ageOf({ value: null, offset: '0', timestamp })).toBe(0)
})

it('reads a timestamp as Number does', () => {
  for (const timestamp of [
    '1764140000123',
    '999999999999999',
    '9999999999999999',
    '1e12',
    ' 17 ',
    '0x10',
    '1.5',
    '12a',
    '-5',
  ]) {
    const age = Number(timestamp) > 0 ? Math.max(Math.round(2e15 - Number(timestamp)), 0) : 0
    expect([timestamp, ageOf({ value: null, offset: '0', timestamp }, 2e15)]).toEqual([timestamp, age])
  }
})
