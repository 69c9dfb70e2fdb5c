import { describe, expect, it } from '@jest/globals'
import { CONTEXT, extractVector, headersOf, injectVector } from '../fixtures/vector.fixture'
import { replyOf } from '../protocol/answer'
import type { Vector } from '../vectors/vector'
import { judgeReply, type JudgedReply } from './judge-reply'

const nothing = { context: null, baggage: [], decision: null, links: [], faults: [] }
const judge = (vector: Vector, answer: object, level: 'full' | 'ids' = 'full') =>
  judgeReply(vector, replyOf({ id: vector.id, ...answer }, vector.ask, level) as JudgedReply)
const paths = (vector: Vector, answer: object, level: 'full' | 'ids' = 'full') =>
  judge(vector, answer, level).differences.map(({ path }) => path)

describe('an extraction', () => {
  const faults = ['a', 'b'].map((header) => ({ header, reason: 'empty' }))
  const vector = extractVector('v', {
    expected: { ...nothing, context: CONTEXT, baggage: [{ key: 'k', value: 'v' }], faults },
  })

  it('is as expected whatever the order of its faults, and whatever else it has', () => {
    const answer = { ...vector.expected, faults: [...faults].reverse(), more: 1 }
    expect(judge(vector, answer)).toEqual({ differences: [] })
  })

  it.each([
    ['context', { context: null }],
    ['context.spanId', { context: { ...CONTEXT, spanId: '00f067aa0ba902b8' } }],
    ['context.parentId', { context: { ...CONTEXT, parentId: '00f067aa0ba902b8' } }],
    ['context.sampled', { context: { ...CONTEXT, sampled: null } }],
    ['context.tracestate.0', { context: { ...CONTEXT, tracestate: ['a=1'] } }],
    ['baggage.0.value', { baggage: [{ key: 'k', value: 'V' }] }],
    ['baggage.0.properties', { baggage: [{ key: 'k', value: 'v', properties: 'p' }] }],
    ['decision', { decision: { sampled: true, debug: false } }],
    ['links.0', { links: [CONTEXT] }],
    ['faults.1', { faults: [faults[0]] }],
  ])('differs in %s', (path, change) => {
    expect(paths(vector, { ...vector.expected, ...change })).toEqual([path])
  })

  it('shows both sides as escaped text', () => {
    const answer = { ...vector.expected, baggage: [{ key: 'k', value: '\u001b[31m\u202e' }] }
    expect(judge(vector, answer).differences).toEqual([
      { path: 'baggage.0.value', expected: '"v"', actual: '"\\\\u001b[31m\\u{202e}"' },
    ])
  })

  it.each([
    ['upper-case ids', { context: { ...CONTEXT, traceId: CONTEXT.traceId.toUpperCase() } }],
    ['a short id', { context: { ...CONTEXT, spanId: '2a' } }],
    ['no links', { links: undefined }],
    ['a text for a flag', { context: { ...CONTEXT, sampled: 'true' } }],
  ])('of another shape has failed: %s', (_name, change) => {
    expect(judge(vector, { ...vector.expected, ...change }).reason).toMatch(/^the answer has another shape: /)
  })
})

describe('an extraction at level ids', () => {
  const context = { ...CONTEXT, traceId: `${'0'.repeat(30)}2a`, spanId: '000000000000002b' }
  const vector = extractVector('v', { expected: { ...nothing, context, baggage: [{ key: 'k', value: 'v' }] } })

  it('compares ids as numbers and leaves the rest', () => {
    expect(judge(vector, { context: { traceId: '2A', spanId: '02b', sampled: true } }, 'ids').reason).toBeUndefined()
  })

  it.each([
    ['context.traceId', { traceId: '2b', spanId: '2b', sampled: true }],
    ['context.spanId', { traceId: '2a', spanId: '2a', sampled: true }],
    ['context.sampled', { traceId: '2a', spanId: '2b', sampled: false }],
    ['context', null],
  ])('differs in %s', (path, answered) => {
    expect(paths(vector, { context: answered }, 'ids')).toEqual([path])
  })
})

describe('an injection', () => {
  const headers = headersOf([
    ['k', 'v'],
    ['traceparent', 'x'],
    ['null', null],
  ])
  const vector = injectVector('v', { expected: { headers, lost: { baggage: 0, tracestate: 1 } } })

  it('is as expected with counts of zero left out', () => {
    expect(judge(vector, { headers, lost: { tracestate: 1 } })).toEqual({ differences: [] })
  })

  it.each([
    ['another order', [headers[1], headers[0], headers[2]], ['headers.0', 'headers.1']],
    ['one more', [headers[0], headers[0], headers[1], headers[2]], ['headers.1']],
    ['one less', [headers[0], headers[2]], ['headers.1']],
    ['an empty value for null', [headers[0], headers[1], ['6e756c6c', '']], ['headers.2']],
  ])('differs in its headers: %s', (_name, answered, expected) => {
    expect(paths(vector, { headers: answered, lost: { tracestate: 1 } })).toEqual(expected)
  })

  it('differs in a count, also in one that is not expected', () => {
    expect(paths(vector, { headers, lost: { formats: 1 } })).toEqual(['lost.tracestate', 'lost.formats'])
  })

  it('shows headers as text', () => {
    const [difference] = judge(vector, { headers: [headers[0], headers[1]], lost: { tracestate: 1 } }).differences
    expect(difference).toEqual({ path: 'headers.2', expected: '"null": null', actual: 'none' })
  })
})
