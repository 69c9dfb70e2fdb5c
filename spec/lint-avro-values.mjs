import { readFileSync } from 'node:fs'
import { join } from 'node:path'

const json = (name) => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'))

/** The values of Avro fit their schema, and none is there twice: what is wrong, and how many there are. */
export function lintAvroValues(ajv) {
  const file = json('avro-values.json')
  const problems = []
  const isValid = ajv.compile(json('avro-values.schema.json'))
  if (!isValid(file))
    for (const { instancePath, message } of isValid.errors) problems.push(`avro-values.json${instancePath} ${message}`)
  const ids = new Set()
  const asked = new Map()
  for (const { id, title, why, except, fingerprint, by, ...question } of [...file.values, ...file.resolutions]) {
    if (ids.has(id)) problems.push(`avro-values.json: there are two vectors ${id}`)
    ids.add(id)
    const same = asked.get(JSON.stringify(question))
    if (same !== undefined) problems.push(`avro-values.json: ${id} asks the same as ${same}`)
    asked.set(JSON.stringify(question), id)
  }
  return { problems, count: ids.size }
}
