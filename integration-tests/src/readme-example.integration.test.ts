import { createTopics, startProcess, waitFor, type RunningProcess } from '@filrouge/harness'
import { afterEach, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'

const root = join(__dirname, '../..')
const example = /```ts\n([\s\S]*?)```/.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1] ?? ''

interface Request {
  resourceSpans: { scopeSpans: { spans: { name: string; traceId: string }[] }[] }[]
}

describe('the example of the README', () => {
  const ends: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const end of ends.splice(0).reverse()) await end()
  })

  it.each([
    ['ESM', 'mjs', ModuleKind.ESNext],
    ['CommonJS', 'cjs', ModuleKind.CommonJS],
  ])('runs as %s, and its spans arrive', async (_name, extension, module) => {
    const brokers = process.env['KAFKA_BROKERS'] ?? ''
    await createTopics(
      brokers.split(','),
      ['orders', 'invoices'].map((topic) => ({ topic, partitions: 1 })),
    )
    const spans: { name: string; traceId: string }[] = []
    const server = await receiver((request) => {
      spans.push(...request.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans)))
    })
    ends.push(() => new Promise((resolve) => server.close(resolve)))

    // inside the project, so that its packages resolve as they would for a user
    const folder = await mkdtemp(join(root, 'integration-tests', 'readme-'))
    ends.push(() => rm(folder, { recursive: true }))
    const file = join(folder, `example.${extension}`)
    const group = `'billing-${extension}'`
    const compilerOptions = { module, target: ScriptTarget.ES2022, esModuleInterop: true }
    await writeFile(file, transpileModule(example.replace("'billing'", group), { compilerOptions }).outputText)
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
    const service: RunningProcess = startProcess(process.execPath, [file], {
      name: `example.${extension}`,
      env: { ...process.env, OTEL_EXPORTER_OTLP_ENDPOINT: url },
    })
    ends.push(() => service.stop())

    const names = ['send orders', 'process orders', 'send invoices']
    const trace = await waitFor(
      'the spans of one trace',
      () =>
        spans.find(({ traceId }) => names.every((name) => spans.some((s) => s.traceId === traceId && s.name === name))),
      { hopeless: () => (service.status === undefined ? undefined : service.output.toString()) },
    )
    expect(trace.traceId).toMatch(/^[0-9a-f]{32}$/)
  })
})

async function receiver(onRequest: (request: Request) => void): Promise<Server> {
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8').on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      onRequest(JSON.parse(body) as Request)
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return server
}
