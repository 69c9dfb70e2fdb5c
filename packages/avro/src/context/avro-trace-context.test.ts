import { describe, expect, it } from '@jest/globals'
import { extract, inject, strip } from '@filrouge/propagation'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { avroTraceContext } from './avro-trace-context'
import { contextOf, type GivenContext } from './given-context.fixture'

const KEY = 'filrouge-trace-context'

const { written, read } = JSON.parse(readFileSync(join(__dirname, '../../../../spec/avro-headers.json'), 'utf8')) as {
  written: [title: string, context: GivenContext, hex: string][]
  read: [title: string, hex: string, context: GivenContext | null, faults: string[]][]
}

const readFrom = (value: unknown) => extract({ [KEY]: value }, { read: [avroTraceContext] })

describe('the header of Avro', () => {
  it.each(written)('holds a context: %s', (_title, given, hex) => {
    const context = contextOf(given)
    const { headers, lost } = inject(undefined, context, [], { write: [avroTraceContext] })
    expect(headers).toEqual({ [KEY]: Buffer.from(hex, 'hex') })
    expect(lost).toEqual({ baggage: 0, tracestate: 0, deferred: 0, formats: 0 })
    expect(readFrom(Buffer.from(hex, 'hex'))).toEqual({ context, baggage: [], links: [], faults: [] })
  })

  it.each(read)('is read: %s', (_title, hex, given, reasons) => {
    const { context, faults } = readFrom(Buffer.from(hex, 'hex'))
    expect(context).toEqual(given === null ? undefined : contextOf(given))
    expect(faults).toEqual(reasons.map((reason) => ({ header: KEY, reason })))
  })

  it('of any bytes throws nothing', () => {
    const [, , hex] = written[0] as [string, GivenContext, string]
    const mutated = fc
      .tuple(fc.nat({ max: hex.length / 2 - 1 }), fc.integer({ min: 0, max: 255 }))
      .map(([at, byte]) => {
        const bytes = Buffer.from(hex, 'hex')
        bytes[at] = byte
        return bytes
      })
    fc.assert(
      fc.property(fc.oneof(mutated, fc.uint8Array()), (bytes) => {
        const { context, faults } = readFrom(bytes)
        expect(context === undefined || faults.length === 0).toBe(true)
      }),
    )
  })

  it('is named beside others, and goes where another context is written', () => {
    const [, given] = written[0] as [string, GivenContext, string]
    const { headers } = inject({ own: 'x', [KEY]: 'old' }, contextOf(given), [{ key: 'k', value: 'v' }], {
      write: ['traceparent', avroTraceContext],
    })
    expect(Object.keys(headers)).toEqual(['own', 'traceparent', KEY, 'baggage'])
    expect(inject(headers, contextOf(given), [], { write: ['b3'] }).headers).not.toHaveProperty([KEY])
    expect(strip(headers)).toEqual({ own: 'x' })
  })
})
