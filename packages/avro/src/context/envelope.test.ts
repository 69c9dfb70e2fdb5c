import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AvroSchema } from '../schema/avro-schema'
import { canonicalForm } from '../schema/canonical-form'
import { fingerprint } from '../schema/fingerprint'
import { openEnvelope, sealEnvelope } from './envelope'
import { ENVELOPE, TRACE_CONTEXT } from './schemas'

const SCHEMAS = join(__dirname, '../../../../spec/schemas')
const specified = (name: string) => JSON.parse(readFileSync(join(SCHEMAS, `${name}.avsc`), 'utf8')) as AvroSchema

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
  it('keeps the payload, the context and the baggage', () => {
    const sealed = sealEnvelope(PAYLOAD, HEADERS)
    expect(sealed.subarray(0, 2).toString('hex')).toBe('c301')
    expect(openEnvelope(sealed)).toEqual({
      context: {
        traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
        spanId: '00f067aa0ba902b7',
        sampled: true,
        debug: false,
        format: 'avro',
        tracestate: ['a=1', 'b=2'],
      },
      baggage: [{ key: 'city', value: 'Zürich' }],
      links: [],
      faults: [],
      payload: PAYLOAD,
    })
  })

  it('keeps a deferred decision, and debug, which traceparent has no form for', () => {
    const deferred = openEnvelope(sealEnvelope(null, { b3: '4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7' }))
    expect(deferred.context).toMatchObject({ spanId: '00f067aa0ba902b7', debug: false })
    expect(deferred.context).not.toHaveProperty('sampled')
    expect(deferred.payload).toBeNull()
    const debug = openEnvelope(sealEnvelope(null, { b3: '4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-d' }))
    expect(debug.context).toMatchObject({ sampled: true, debug: true })
  })

  it('keeps baggage without a context, and a payload without either', () => {
    expect(openEnvelope(sealEnvelope(PAYLOAD, { baggage: 'a=1' }))).toMatchObject({
      baggage: [{ key: 'a', value: '1' }],
      payload: PAYLOAD,
    })
    const bare = openEnvelope(sealEnvelope(PAYLOAD, undefined))
    expect([bare.context, bare.baggage, bare.payload]).toEqual([undefined, [], PAYLOAD])
  })

  it('gives back what is none as it is, and says why', () => {
    const opened = openEnvelope(PAYLOAD)
    expect(opened).toMatchObject({ payload: PAYLOAD, baggage: [], faults: [], fault: { reason: 'truncated' } })
    const cut = sealEnvelope(PAYLOAD, HEADERS).subarray(0, 30)
    expect(openEnvelope(cut)).toMatchObject({ payload: cut, fault: { reason: 'truncated', path: 'context.span_id' } })
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
