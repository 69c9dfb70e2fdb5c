import { describe, expect, it } from '@jest/globals'
import { expectedSpans, faultsOfCall, type Cast } from './complete-call'
import type { DemoSpan } from './otlp'

const CAST: Cast = { pricing: 'rust', names: { requests: 'price.requests', replies: 'price.replies' } }
const SEND = 'send price.requests'
const PROCESS = 'process price.requests'

/** The tree as it should be, a millisecond from parent to child. */
function call(): DemoSpan[] {
  const expected = expectedSpans(CAST)
  const idOf = (name: string | undefined) => {
    const index = expected.findIndex((span) => span.name === name)
    return index === -1 ? '' : `0${index}`
  }
  return expected.map(({ parent, ...span }, index) => {
    const start = index * 1000
    return { ...span, id: idOf(span.name), parentId: idOf(parent), start, end: start + 500 }
  })
}

/** The same with one span changed. */
function damaged(name: string, change: Partial<DemoSpan>): DemoSpan[] {
  return call().map((span) => (span.name === name ? { ...span, ...change } : span))
}

describe('a call', () => {
  it('is complete where its spans are the tree', () => {
    expect(faultsOfCall(call(), CAST)).toEqual([])
    expect(faultsOfCall(call().reverse(), CAST)).toEqual([])
  })

  it.each<[string, DemoSpan[], string]>([
    ['a span is missing', call().filter(({ name }) => name !== 'look up price'), 'no span "look up price"'],
    ['a span is one too many', [...call(), { ...(call()[4] as DemoSpan), id: '99' }], '8 spans instead of 7'],
    ['a span is an orphan', damaged(PROCESS, { parentId: '77' }), `"${PROCESS}" is a child of 77`],
    ['there is a second root', damaged(PROCESS, { parentId: '' }), `"${PROCESS}" is a child of nothing`],
    [
      'the root has a parent elsewhere',
      damaged('GET /price/{id}', { parentId: '77' }),
      '"GET /price/{id}" is a child of 77',
    ],
    ['a parent is another span', damaged(PROCESS, { parentId: '00' }), `"${PROCESS}" is a child of "GET /price/{id}"`],
    ['a kind is another', damaged(SEND, { kind: 'CLIENT' }), `"${SEND}" is CLIENT gateway (node)`],
    ['a service is another', damaged(SEND, { service: 'pricing' }), `"${SEND}" is PRODUCER pricing (node)`],
    ['a language is another', damaged(PROCESS, { language: 'node' }), `"${PROCESS}" is CONSUMER pricing (node)`],
    ['a child starts early', damaged(PROCESS, { start: 999 }), `"${PROCESS}" starts 1001 us before its parent`],
  ])('is broken where %s', (_, spans, fault) => {
    expect(faultsOfCall(spans, CAST)).toContain(fault)
  })

  it('may have clocks that differ by a millisecond', () => {
    expect(faultsOfCall(damaged(PROCESS, { start: 1000 }), CAST)).toEqual([])
  })
})
