import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AvroSchema } from '../schema/avro-schema'
import { canonicalForm } from '../schema/canonical-form'
import { fingerprint } from '../schema/fingerprint'
import { openEnvelope, sealEnvelope } from './envelope'
import { ENVELOPE, TRACE_CONTEXT } from './schemas'
import { contextOf, type GivenContext } from './given-context.fixture'

const SCHEMAS = join(__dirname, '../../../../spec/schemas')
const specified = (name: string) => JSON.parse(readFileSync(join(SCHEMAS, `${name}.avsc`), 'utf8')) as AvroSchema

const { sealed, unopened } = JSON.parse(readFileSync(join(SCHEMAS, '../avro-envelopes.json'), 'utf8')) as {
  sealed: [
    title: string,
    headers: Record<string, string>,
    payload: string | null,
    envelope: string,
    context: GivenContext | null,
    baggage: [key: string, value: string][],
  ][]
  unopened: [title: string, hex: string, fault: string][]
}

const HEADERS = {
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  tracestate: 'a=1,b=2',
  baggage: 'city=Z%C3%BCrich',
}
const PAYLOAD = Buffer.from('payload')

describe('the schemas', () => {
  it.each([
    ['TraceContext', TRACE_CONTEXT],
    ['Envelope', ENVELOPE],
  ])('%s is that of the specification, which names its fingerprint', (name, schema) => {
    const page = readFileSync(join(SCHEMAS, '../avro.md'), 'utf8')
    expect(page).toMatch(new RegExp(`\\| ${name} +\\| \`${fingerprint(schema).toString('hex')}\``))
    expect(canonicalForm(schema)).toBe(canonicalForm(specified(name)))
  })
})

describe('an envelope', () => {
  it.each(sealed)('holds %s', (_title, headers, hex, envelope, given, entries) => {
    const payload = hex === null ? null : Buffer.from(hex, 'hex')
    expect(sealEnvelope(payload, headers).toString('hex')).toBe(envelope)
    const { context, baggage, ...rest } = openEnvelope(Buffer.from(envelope, 'hex'))
    expect(rest).toEqual({ payload, links: [], faults: [] })
    expect(context).toEqual(given === null ? undefined : contextOf(given))
    expect(baggage).toEqual(entries.map(([key, value]) => ({ key, value })))
  })

  it.each(unopened)('is none: %s', (_title, hex, expected) => {
    const bytes = Buffer.from(hex, 'hex')
    const { payload, fault, ...rest } = openEnvelope(bytes)
    expect(payload).toEqual(bytes)
    expect([fault?.reason, fault?.offset, fault?.path].join(' ').trim()).toBe(expected)
    expect(rest).toEqual({ baggage: [], links: [], faults: [] })
  })

  it('may be as large as what it holds', () => {
    const payload = Buffer.alloc(17 * 2 ** 20, 1)
    expect(openEnvelope(sealEnvelope(payload, HEADERS)).payload?.equals(payload)).toBe(true)
  })

  it('has no context of zeros', () => {
    const sealed = sealEnvelope(PAYLOAD, HEADERS)
    const zeros = Buffer.concat([sealed.subarray(0, 11), Buffer.alloc(16), sealed.subarray(27)])
    expect(openEnvelope(zeros)).toMatchObject({
      payload: PAYLOAD,
      faults: [{ header: 'traceparent', reason: 'zero_trace_id' }],
    })
  })

  it('of any bytes gives a payload and throws nothing', () => {
    const sealed = sealEnvelope(PAYLOAD, HEADERS)
    fc.assert(
      fc.property(fc.nat({ max: sealed.length - 1 }), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const bytes = Buffer.from(sealed)
        bytes[at] = byte
        expect(openEnvelope(bytes).payload).toBeInstanceOf(Buffer)
      }),
    )
  })
})
