// Part of npm run lint: every broken implementation that a vector names fails that vector, and the one without a mistake fails none.
import { readdirSync, readFileSync } from 'node:fs'
import { isDeepStrictEqual } from 'node:util'
import { createRequire } from 'node:module'
import { join } from 'node:path'

const require = createRequire(import.meta.url)
const { brokenImplementation } = require('./implementation.cjs')
const { mutations } = require('./mutations.cjs')

const folder = join(import.meta.dirname, '..', 'vectors')
const bytes = (hex) => (hex === null ? null : Buffer.from(hex, 'hex').toString('latin1'))
const pairs = (headers) => headers.map(([key, value]) => [bytes(key), bytes(value)])
const sorted = (faults) => faults.map(({ header, reason }) => `${header}: ${reason}`).sort()
const counted = (lost) => ({ baggage: 0, tracestate: 0, deferred: 0, formats: 0, ...lost })

const vectors = readdirSync(folder).flatMap((name) => {
  const { extract, inject } = JSON.parse(readFileSync(join(folder, name), 'utf8'))
  return [
    ...extract.map(({ id, catches, carrier, options = {}, expected }) => ({
      id,
      catches,
      request: { ask: 'extract', options, headers: pairs(carrier) },
      expected: { ...expected, faults: sorted(expected.faults) },
    })),
    ...inject.map(({ id, catches, headers, context, decision = null, baggage, options = {}, expected }) => ({
      id,
      catches,
      request: { ask: 'inject', options, headers: pairs(headers), context, decision, baggage },
      expected: { headers: pairs(expected.headers), lost: counted(expected.lost) },
    })),
  ]
})

/** Whether an implementation answers a vector as expected; one that throws does not. */
function passes(ask, { request, expected }) {
  try {
    const answer = ask(structuredClone(request))
    const normal =
      'faults' in answer ? { ...answer, faults: sorted(answer.faults) } : { ...answer, lost: counted(answer.lost) }
    return isDeepStrictEqual(JSON.parse(JSON.stringify(normal)), JSON.parse(JSON.stringify(expected)))
  } catch {
    return false
  }
}

export function failures(mutation) {
  const ask = brokenImplementation(mutation)
  return new Set(vectors.filter((vector) => !passes(ask, vector)).map(({ id }) => id))
}

const problems = []
for (const id of failures({})) problems.push(`the implementation without a mistake fails ${id}`)
const caught = new Map()
for (const [name, mutation] of Object.entries(mutations)) caught.set(name, failures(mutation))
for (const { id, catches } of vectors) {
  for (const name of catches.filter((text) => text.startsWith('broken:')).map((text) => text.slice('broken:'.length))) {
    if (!caught.has(name)) problems.push(`${id} names broken:${name}, which is not in mutations.cjs`)
    else if (!caught.get(name).has(id)) problems.push(`${id} does not catch broken:${name}`)
  }
}
for (const [name, ids] of caught) if (ids.size === 0) problems.push(`broken:${name} fails no vector`)
if (process.argv.includes('--matrix'))
  console.log(JSON.stringify(Object.fromEntries([...caught].map(([name, ids]) => [name, [...ids]]))))
else {
  for (const problem of problems) console.error(`spec: ${problem}`)
  if (problems.length === 0)
    console.log(`${caught.size} broken implementations, each caught by the vectors that name it`)
}
process.exitCode = problems.length === 0 ? 0 : 1
