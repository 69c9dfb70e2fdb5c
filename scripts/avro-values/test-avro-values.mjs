// npm run test:avro-values: implementations of Avro in other languages, each from its own registry, against spec/avro-values.json. Ours
// are tested with the rest of our code.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { prepare } from '../subjects/recipes.mjs'
import { closingLine, run } from '../test-counts.mjs'
import { expectedOf, judged } from './judge.mjs'

const spec = join(import.meta.dirname, '..', '..', 'spec')
const file = join(spec, 'avro-values.json')
const vectors = JSON.parse(readFileSync(file, 'utf8'))
const PROGRAMS = [
  { name: 'python-fastavro', language: 'python' },
  { name: 'java-avro', language: 'java' },
]

const counts = { passed: 0, failed: 0, skipped: 0 }
for (const program of PROGRAMS) await test(program)
console.log(closingLine(counts))
process.exitCode = counts.failed > 0 ? 1 : 0

/** Each check is one test. */
async function test({ name, language }) {
  const expected = expectedOf(vectors, name)
  try {
    const prepared = await prepare({ name, language, source: join(spec, 'avro-programs', name), main: 'Values' })
    if (prepared.skipped !== undefined) {
      console.log(`${name} skipped: ${prepared.skipped}`)
      counts.skipped += expected.size
      return
    }
    const [command, ...args] = prepared.command
    const { code, output } = await run(command, [...args, file], { echo: false })
    const problems = judged(expected, output)
    if (code !== 0) problems.push(`exit code ${code}: ${output.trim().split('\n').slice(-3).join(' | ')}`)
    for (const problem of problems) console.log(`${name}: ${problem}`)
    const known = [...expected.values()].filter((reason) => reason !== undefined).length
    console.log(`${name}: ${expected.size} checks, ${problems.length} failed, ${known} known to fail`)
    counts.failed += problems.length
    counts.passed += Math.max(0, expected.size - problems.length)
  } catch (error) {
    console.log(error.message)
    counts.failed++
  }
}
