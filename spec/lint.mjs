// Part of npm run lint: the vectors fit their schema, and with headers.md each other.
import Ajv from 'ajv/dist/2020.js'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { lintAvroValues } from './lint-avro-values.mjs'

const here = import.meta.dirname
const { mutations } = createRequire(import.meta.url)('./broken/mutations.cjs')
const json = (...path) => JSON.parse(readFileSync(join(here, ...path), 'utf8'))
const problems = []
const complain = (text) => problems.push(text)

const topics = readdirSync(join(here, 'vectors')).map((name) => ({ name, ...json('vectors', name) }))
const ajv = new Ajv({ allErrors: true, allowUnionTypes: true, strictRequired: false })
const isValid = ajv.compile(json('vectors.schema.json'))
for (const { name, ...topic } of topics) {
  if (!isValid(topic))
    for (const { instancePath, message } of isValid.errors) complain(`${name}${instancePath} ${message}`)
}

const vectors = topics.flatMap(({ extract, inject }) => [
  ...extract.map((vector) => ({ ...vector, kind: 'read' })),
  ...inject.map((vector) => ({ ...vector, kind: 'write' })),
])
const seen = new Set()
const same = new Map()
for (const { id, title, why, source, must, catches, kind, ...asked } of vectors) {
  if (seen.has(id)) complain(`${id}: there are two vectors of this id`)
  seen.add(id)
  const question = JSON.stringify({ kind, ...asked, expected: undefined })
  if (same.has(question)) complain(`${id}: asks the same as ${same.get(question)}`)
  same.set(question, id)
}

const subjects = new Set([
  ...Object.keys(json('implementations.json')),
  ...Object.keys(mutations).map((name) => `broken:${name}`),
])
for (const { id, catches } of vectors) {
  for (const name of catches)
    if (!subjects.has(name))
      complain(`${id}: catches ${name}, which is neither in implementations.json nor in broken/mutations.cjs`)
}

const text = readFileSync(join(here, 'headers.md'), 'utf8')
const named = [...(/^Their names[^]*?\.\s/m.exec(text)?.[0] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name)
if (String(named) !== String(json('formats.json'))) complain('formats.json has other names than headers.md, section 5')
const stated = new Set([...text.matchAll(/`\[([A-Z0-9]+-\d+)\]`/g)].map(([, id]) => id))
const requirements = json('requirements.json')
for (const id of stated) if (!(id in requirements)) complain(`${id} is in headers.md and not in requirements.json`)
for (const id of Object.keys(requirements))
  if (!stated.has(id)) complain(`${id} is in requirements.json and not in headers.md`)
for (const { id, must } of vectors)
  for (const name of must) if (!stated.has(name)) complain(`${id}: cites ${name}, which is not in headers.md`)

// Accepting: something is given or written. Rejecting: something is refused, ignored, left out or lost.
const accepts = ({ kind, expected, headers }) =>
  kind === 'read'
    ? expected.context !== null ||
      expected.decision !== null ||
      expected.baggage.length > 0 ||
      expected.links.length > 0
    : JSON.stringify(expected.headers) !== JSON.stringify(headers)
const rejects = (vector) => {
  const { kind, expected } = vector
  if (kind === 'read') return expected.faults.length > 0 || expected.context === null
  return !accepts(vector) || Object.values(expected.lost).some((count) => count > 0) || vector.headers.length > 0
}
const byId = new Map(vectors.map((vector) => [vector.id, vector]))
for (const [id, about] of Object.entries(requirements)) {
  const citing = vectors.filter(({ must }) => must.includes(id))
  if (about.test !== undefined) {
    if (!existsSync(join(here, '..', about.test))) complain(`${id}: its test ${about.test} is not there`)
    continue
  }
  const kinds = about.vectors ?? about
  for (const kind of kinds === 'both' ? ['read', 'write'] : [kinds]) {
    if (!citing.some((vector) => vector.kind === kind)) complain(`${id}: no ${kind} vector cites it`)
  }
  // Some sentences only let through, or only refuse: the vector that shows the other side is then named.
  for (const side of ['accepting', 'rejecting']) {
    const named = about[side]
    if (named !== undefined && !byId.has(named)) complain(`${id}: its ${side} vector ${named} is not there`)
    if (named === undefined && !citing.some(side === 'accepting' ? accepts : rejects))
      complain(`${id}: no ${side} vector cites it`)
  }
}

const defaults = new Set(topics.find(({ topic }) => topic === 'default-output').extract.map(({ id }) => id))
for (const name of readdirSync(join(here, 'subjects'))) {
  for (const { id, reason } of json('subjects', name, 'known-failing.json').entries) {
    if (!byId.has(id)) complain(`subjects/${name} is known to fail ${id}, which is no vector`)
    if (defaults.has(id)) complain(`subjects/${name} may not fail ${id}: it is what we write by default`)
    if (!reason) complain(`subjects/${name} fails ${id} without a reason`)
  }
}

const avro = lintAvroValues(ajv)
avro.problems.forEach(complain)

for (const problem of problems) console.error(`spec: ${problem}`)
if (problems.length === 0)
  console.log(
    `${vectors.length} vectors, ${stated.size} requirements, ${subjects.size} subjects, ${avro.count} values of Avro`,
  )
process.exitCode = problems.length === 0 ? 0 : 1
