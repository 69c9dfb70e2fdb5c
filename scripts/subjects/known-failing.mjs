import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const vectors = join(import.meta.dirname, '..', '..', 'spec', 'vectors')

/** Writes what a subject fails, with what it did and the sentence that the vector stands for; never a vector of the default output. */
export function writeKnownFailing(file, name, { failures, expected }) {
  const why = new Map()
  const defaults = new Set()
  for (const topic of readdirSync(vectors)) {
    const { extract } = JSON.parse(readFileSync(join(vectors, topic), 'utf8'))
    for (const vector of extract) {
      why.set(vector.id, vector.why)
      if (topic === 'default-output.json') defaults.add(vector.id)
    }
  }
  const known = new Map(expected.map(({ id, reason }) => [id, reason]))
  const entries = failures
    .filter(({ id }) => !defaults.has(id))
    .map(({ id, differences, reason }) => ({ id, reason: `${didOf(differences, reason)}; ${why.get(id)}` }))
  const kept = [...known].map(([id, reason]) => ({ id, reason }))
  const all = [...kept, ...entries].sort((a, b) => (a.id < b.id ? -1 : 1))
  writeFileSync(file, `${JSON.stringify({ subject: name, entries: all }, null, 2)}\n`)
}

function didOf(differences, reason) {
  const context = differences?.find(({ path }) => path === 'context')
  if (context === undefined)
    return differences?.length > 0
      ? differences.map(({ path, actual }) => `gives ${path.replace(/^context\.?/, '')} ${actual}`).join(', ')
      : reason
  if (context.actual === 'null') return 'gives no context'
  const { traceId, spanId, sampled } = JSON.parse(context.actual)
  return `gives ${traceId}, ${spanId}, ${sampled ? 'sampled' : 'not sampled'}`
}
