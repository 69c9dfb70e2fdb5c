import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const spec = join(import.meta.dirname, '..', '..', 'spec')
const json = (...path) => JSON.parse(readFileSync(join(spec, ...path), 'utf8'))

/** What a subject is not compared on: a vector about these may be failed by a library that passes it here. */
const beyondIds = ({ context, baggage, decision, links, faults }) =>
  decision !== null ||
  baggage.length > 0 ||
  links.length > 0 ||
  (context?.tracestate.length ?? 0) > 0 ||
  faults.some(({ header }) => /baggage|uberctx|tracestate/.test(header))

/** Vectors that say they catch this subject's library, were asked of it, and were passed. */
export function falseClaims(subject, { failures, expected, skipped }) {
  const names = Object.entries(json('implementations.json')).filter(([, about]) => about.subject === subject)
  const failed = new Set([...failures, ...expected].map(({ id }) => id))
  const asked = (id) => !skipped.some((vector) => vector.id === id)
  return readdirSync(join(spec, 'vectors'))
    .flatMap((name) => json('vectors', name).extract)
    .filter(({ catches }) => names.some(([name]) => catches.includes(name)))
    .filter(({ id, expected: answer }) => asked(id) && !failed.has(id) && !beyondIds(answer))
    .map(({ id }) => id)
}
