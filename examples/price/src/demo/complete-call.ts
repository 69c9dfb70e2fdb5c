import type { DemoSpan } from './otlp'

interface ExpectedSpan {
  readonly name: string
  readonly kind: string
  readonly service: string
  readonly language: string
  readonly parent?: string
}

/** The tree of one call; the pricing service is the only part that may be played by another language. */
export function expectedSpans(pricing: 'rust' | 'node'): readonly ExpectedSpan[] {
  const gateway = { service: 'gateway', language: 'node' }
  const price = { service: 'pricing', language: pricing }
  return [
    { name: 'GET /price/{id}', kind: 'SERVER', ...gateway },
    { name: 'call price', kind: 'CLIENT', ...gateway, parent: 'GET /price/{id}' },
    { name: 'send price.requests', kind: 'PRODUCER', ...gateway, parent: 'call price' },
    { name: 'process price.requests', kind: 'CONSUMER', ...price, parent: 'send price.requests' },
    { name: 'look up price', kind: 'INTERNAL', ...price, parent: 'process price.requests' },
    { name: 'send price.replies', kind: 'PRODUCER', ...price, parent: 'process price.requests' },
    { name: 'process price.replies', kind: 'CONSUMER', ...gateway, parent: 'send price.replies' },
  ]
}

/** Clocks of two processes on one machine may differ by this much, in microseconds. */
const CLOCK_TOLERANCE = 1000

/** What is wrong with a call's trace, or nothing when it is complete. */
export function faultsOfCall(spans: readonly DemoSpan[], pricing: 'rust' | 'node'): string[] {
  const expected = expectedSpans(pricing)
  const faults: string[] = []
  if (spans.length !== expected.length) {
    faults.push(`${String(spans.length)} spans instead of ${String(expected.length)}`)
  }
  const byId = new Map(spans.map((span) => [span.id, span]))
  for (const { name, kind, service, language, parent } of expected) {
    const span = spans.find((each) => each.name === name)
    if (span === undefined) {
      faults.push(`no span "${name}"`)
      continue
    }
    const found = `${span.kind} ${span.service} (${span.language})`
    if (found !== `${kind} ${service} (${language})`) faults.push(`"${name}" is ${found}`)
    const actual = byId.get(span.parentId)
    if (actual?.name !== parent || (parent === undefined && span.parentId !== '')) {
      faults.push(`"${name}" is a child of ${actual === undefined ? span.parentId || 'nothing' : `"${actual.name}"`}`)
    }
    if (actual !== undefined && span.start < actual.start - CLOCK_TOLERANCE) {
      faults.push(`"${name}" starts ${String(actual.start - span.start)} us before its parent`)
    }
  }
  return faults
}
