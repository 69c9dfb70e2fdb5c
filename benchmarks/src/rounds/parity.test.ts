import { describe, expect, it } from '@jest/globals'
import type { CaseVariant } from '../cases/case'
import { checkActive, checkCount, checkSent, checkSpans, ParityError } from './parity'

const variant = (rest: Partial<CaseVariant> = {}): CaseVariant => {
  return { program: 'ours-jaeger', spans: 'message', headers: ['traceparent'], ...rest }
}
const sent = (...values: string[]) => values.map((traceparent) => ({ traceparent: Buffer.from(traceparent) }))
const ONE = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
const OTHER = `00-${'a'.repeat(32)}-${'c'.repeat(16)}-01`
const report = (spans: number) => ({ cpuUs: 1, wallMs: 1, messages: 100, calls: 2, spans })

describe('parity', () => {
  it.each([
    ['a context a message', variant(), sent(ONE, OTHER), undefined],
    ['one context where each has its own', variant(), sent(ONE, ONE), /expected 2 different values .* seen 1/],
    ['one context a call', variant({ spans: 'call' }), sent(ONE, ONE), undefined],
    ['a context a message where a call has one', variant({ spans: 'call' }), sent(ONE, OTHER), /expected 1 different/],
    ['no header', variant(), [{}, {}], /parity of ours: expected traceparent like .* seen undefined/],
    ['a value that is none', variant(), sent('[object Object]', ONE), /seen \[object Object\]/],
    ['a header that nobody said', variant({ headers: [], spans: 'none' }), sent(ONE, OTHER), /expected 0 headers/],
  ])('on the broker: %s', (_name, given, headers, fault) => {
    const check = () => checkSent('ours', given, 0, headers)
    if (fault === undefined) expect(check).not.toThrow()
    else expect(check).toThrow(fault)
  })

  it.each([
    ['none', 0],
    ['message', 100],
    ['message twice', 200],
    ['call', 2],
    ['call and message', 102],
  ] as const)('of spans: %s is %d', (spans, expected) => {
    expect(() => checkSpans('peer', variant({ spans }), report(expected))).not.toThrow()
    expect(() => checkSpans('peer', variant({ spans }), report(expected + 1))).toThrow(ParityError)
  })

  it('of messages: as many on the broker as were sent', () => {
    expect(() => checkCount('peer', report(0), 100)).not.toThrow()
    expect(() => checkCount('peer', report(0), 99)).toThrow(/parity of peer: expected 100 messages .* seen 99/)
  })

  it('of scopes: the trace is active in every handler that has a span', () => {
    const check = (active: number) => () => checkActive('peer', variant(), 'eachMessage', { handled: 100, active })
    expect(check(100)).not.toThrow()
    expect(check(99)).toThrow("parity of peer: expected its message's trace active in 100 handlers, seen 99")
  })
})
