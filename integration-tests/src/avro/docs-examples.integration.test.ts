import { createTopics, startProcess, startSchemaRegistry, waitFor, type RunningSchemaRegistry } from '@filrouge/harness'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'

/** The first start on a machine fetches the registry. */
const FETCH_MS = 600_000
const root = join(__dirname, '../../..')
const page = readFileSync(join(root, 'docs/avro.md'), 'utf8')

/** The example below `<!-- tested: name -->`, as JavaScript. */
function example(name: string): string {
  const source = new RegExp(`<!-- tested: ${name} -->\\s*\`\`\`ts\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? ''
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 }
  return transpileModule(source, { compilerOptions }).outputText
}

let registry: RunningSchemaRegistry
/** Takes spans, and keeps none. */
let collector: Server
let folder = ''
beforeAll(async () => {
  registry = await startSchemaRegistry()
  collector = createServer((request, response) => request.resume().on('end', () => response.end('{}')))
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
}, FETCH_MS)
afterAll(async () => {
  await registry.stop()
  collector.closeAllConnections()
  await new Promise((resolve) => collector.close(resolve))
})
beforeEach(() => {
  // inside the project, so that its packages resolve as they would for a user
  folder = mkdtempSync(join(root, 'integration-tests', 'docs-'))
})
afterEach(() => {
  rmSync(folder, { recursive: true })
})

function start(name: string) {
  const file = join(folder, 'example.mjs')
  writeFileSync(file, example(name))
  const endpoint = `http://127.0.0.1:${String((collector.address() as AddressInfo).port)}`
  const env = { ...process.env, SCHEMA_REGISTRY_URL: registry.url, OTEL_EXPORTER_OTLP_ENDPOINT: endpoint }
  return startProcess(process.execPath, [file], { name: `example ${name}`, env })
}

test('the example with a registry reads what it sent', async () => {
  await createTopics(
    (process.env['KAFKA_BROKERS'] ?? '').split(','),
    ['avro-orders', 'avro-orders.dead'].map((topic) => ({ topic, partitions: 1 })),
  )
  const program = start('registry')
  try {
    await waitFor('the order', () => program.output.lines().includes('tea for 450'), {
      hopeless: () => (program.status === undefined ? undefined : program.output.toString()),
    })
  } finally {
    await program.stop()
  }
})

test('the example without one prints the bytes and the value that the page says', async () => {
  const program = start('alone')
  expect(await program.exited).toEqual({ code: 0, signal: null })
  const lines = program.output.lines()
  expect(lines).toEqual(['c301b7ecb008c3a5509e0674656104', "{ sku: 'tea', quantity: 2n, currency: 'CHF' }"])
  for (const line of lines) expect(page).toContain(`// ${line}\n`)
})

test('the example of a bridge goes on with the trace', async () => {
  const program = start('bridge')
  expect(await program.exited).toEqual({ code: 0, signal: null })
  expect(program.output.lines()).toEqual([expect.stringMatching(/^tea in trace [0-9a-f]{32}$/)])
})
