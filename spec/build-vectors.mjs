// npm run vectors: writes vectors/*.json from source/*.mjs; with --check fails where they differ.
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const here = import.meta.dirname
const target = join(here, 'vectors')
const check = process.argv.includes('--check')
const names = readdirSync(join(here, 'source')).filter((name) => name.endsWith('.mjs') && name !== 'vector.mjs')

/** One vector a line, so that a change shows as one line. */
const lines = (vectors) =>
  vectors.length === 0 ? '[]' : `[\n${vectors.map((vector) => `    ${JSON.stringify(vector)}`).join(',\n')}\n  ]`

const stale = []
let count = 0
const written = new Set()
for (const name of names.sort()) {
  const { default: topic } = await import(pathToFileURL(join(here, 'source', name)).href)
  const { extract, inject } = topic.vectors
  count += extract.length + inject.length
  const json = `{\n  "$schema": "../vectors.schema.json",\n  "topic": ${JSON.stringify(topic.name)},\n  "extract": ${lines(extract)},\n  "inject": ${lines(inject)}\n}\n`
  const file = join(target, `${topic.name}.json`)
  written.add(`${topic.name}.json`)
  if (existsSync(file) && readFileSync(file, 'utf8') === json) continue
  stale.push(`${topic.name}.json`)
  if (!check) writeFileSync(file, json)
}
for (const name of readdirSync(target)) {
  if (written.has(name)) continue
  stale.push(name)
  if (!check) rmSync(join(target, name))
}
if (check && stale.length > 0) {
  console.error(`spec/vectors is stale (${stale.join(', ')}): run npm run vectors`)
  process.exitCode = 1
} else
  console.log(`${count} vectors in ${names.length} topics${stale.length > 0 ? `, written: ${stale.join(', ')}` : ''}`)
