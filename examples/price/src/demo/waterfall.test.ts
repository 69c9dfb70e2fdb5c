import { describe, expect, it } from '@jest/globals'
import type { DemoSpan } from './otlp'
import { waterfall } from './waterfall'

const span = (id: string, parentId: string, name: string, more: Partial<DemoSpan> = {}): DemoSpan => {
  const own = { service: 'gateway', language: 'node', kind: 'INTERNAL', start: 0, end: 48_000 }
  return { id, parentId, name, ...own, ...more }
}
const spans = [
  span('a', '', 'GET /price/{id}'),
  span('c', 'b', 'process price.requests', { language: 'rust', service: 'pricing', start: 30_000, queueTimeMs: 20 }),
  span('b', 'a', 'send price.requests', { end: 24_000 }),
]
const lines = (columns?: number) => waterfall(spans, columns).split('\n')

describe('the waterfall', () => {
  it('shows each span below its parent, with its time on the time of the trace', () => {
    expect(lines()).toEqual([
      `GET /price/{id}             gateway (node)  ${'█'.repeat(32)}   48.0 ms`,
      `  send price.requests       gateway (node)  ${'█'.repeat(16)}${' '.repeat(16)}   24.0 ms`,
      `    process price.requests  pricing (rust)  ${' '.repeat(20)}${'█'.repeat(12)}   18.0 ms  20 ms in kafka`,
    ])
  })

  it.each([120, 100, 90, 80, 70, 60, 50])('fits into %i columns', (columns) => {
    expect(Math.max(...lines(columns).map((line) => line.length))).toBeLessThanOrEqual(columns)
    expect(lines(columns).every((line) => line.includes('█') && line.includes(' ms'))).toBe(true)
  })

  it('leaves out the time in Kafka, then the process, where bars would be too short', () => {
    const shown = (columns: number) => [/gateway/, /in kafka/].map((part) => part.test(waterfall(spans, columns)))
    expect([shown(80), shown(70), shown(50)]).toEqual([
      [true, true],
      [true, false],
      [false, false],
    ])
  })
})
