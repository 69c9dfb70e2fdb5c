import type { KafkaNames } from '../kafka-names'
import type { DemoSpan } from './otlp'

/** What may differ from run to run in the tree of a call. */
export interface Cast {
  /** The pricing service is the only part that may be played by another language. */
  readonly pricing: 'rust' | 'node'
  readonly names: Pick<KafkaNames, 'requests' | 'replies'>
}

interface ExpectedSpan {
  readonly name: string
  readonly kind: string
  readonly service: string
  readonly language: string
  readonly parent?: string
}

/** The tree of one call. */
export function expectedSpans({ pricing, names: { requests, replies } }: Cast): readonly ExpectedSpan[] {
  const gateway = { service: 'gateway', language: 'node' }
  const price = { service: 'pricing', language: pricing }
  return [
    { name: 'GET /price/{id}', kind: 'SERVER', ...gateway },
    { name: 'call price', kind: 'CLIENT', ...gateway, parent: 'GET /price/{id}' },
    { name: `send ${requests}`, kind: 'PRODUCER', ...gateway, parent: 'call price' },
    { name: `process ${requests}`, kind: 'CONSUMER', ...price, parent: `send ${requests}` },
    { name: 'look up price', kind: 'INTERNAL', ...price, parent: `process ${requests}` },
    { name: `send ${replies}`, kind: 'PRODUCER', ...price, parent: `process ${requests}` },
    { name: `process ${replies}`, kind: 'CONSUMER', ...gateway, parent: `send ${replies}` },
  ]
}

/** Clocks of two processes on one machine may differ by this much, in microseconds. */
const CLOCK_TOLERANCE = 1000

/** What is wrong with a call's trace, or nothing when it is complete. */
export function faultsOfCall(spans: readonly DemoSpan[], cast: Cast): string[] {
  const expected = expectedSpans(cast)
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
