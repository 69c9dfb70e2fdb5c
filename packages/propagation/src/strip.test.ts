import { describe, expect, it } from '@jest/globals'
import { strip } from './index'

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'

describe('strip', () => {
  it('removes contexts, sampling and baggage of every format, in any letter case', () => {
    const headers = { TraceParent: TRACEPARENT, 'X-B3-Flags': '1', 'UberCtx-a': '1', baggage: 'a=1', own: 'x' }
    expect(strip(headers)).toEqual({ own: 'x' })
    expect(Object.keys(headers)).toHaveLength(5)
  })
  it('keeps what belongs to others', () => {
    const headers = { ce_traceparent: TRACEPARENT, kafka_correlationId: Buffer.from('1'), 'x-traceparent': 'x' }
    expect(strip(headers)).toBe(headers)
  })
  it('keeps order, repeats and a header named __proto__', () => {
    const entries = [
      ['a', '1'],
      ['traceparent', TRACEPARENT],
      ['a', null],
    ] as const
    expect(strip(entries)).toEqual([
      ['a', '1'],
      ['a', null],
    ])
    const hostile = JSON.parse(`{"__proto__": "x", "traceparent": "${TRACEPARENT}"}`) as Record<string, unknown>
    expect(Object.entries(strip(hostile))).toEqual([['__proto__', 'x']])
  })
})
