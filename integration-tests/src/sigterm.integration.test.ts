import { createTopics, startProcess, waitFor } from '@filrouge/harness'
import { expect, it } from '@jest/globals'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'

interface OtlpJson {
  readonly resourceSpans: readonly {
    readonly scopeSpans: readonly { readonly spans: readonly { readonly spanId: string }[] }[]
  }[]
}

/** An OTLP receiver that keeps the ids of the spans it got. */
async function receiver() {
  const ids = new Set<string>()
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const { resourceSpans } = JSON.parse(Buffer.concat(chunks).toString()) as OtlpJson
      for (const { scopeSpans } of resourceSpans) {
        for (const { spans } of scopeSpans) for (const { spanId } of spans) ids.add(spanId)
      }
      response.setHeader('content-type', 'application/json').end('{}')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { ids, url: `http://127.0.0.1:${String(port)}/v1/traces`, close: () => server.close() }
}

it('SIGTERM under load loses no span that was finished before it', async () => {
  const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
  const topic = `sigterm-${String(process.pid)}-${String(Date.now())}`
  await createTopics(brokers, [{ topic, partitions: 1 }])
  const { ids, url, close } = await receiver()
  const lines: string[] = []
  const program = join(__dirname, '../dist/peer/loaded-service.js')
  const service = startProcess(process.execPath, [program, brokers.join(','), topic, url], {
    name: 'the loaded service',
    readyLine: (line) => (line === 'ready' ? line : undefined),
    onLine: (line) => lines.push(line),
  })
  try {
    await service.ready
    await waitFor('spans under load', () => ids.size > 500)
    const signalled = Date.now()
    await service.stop(15_000)
    expect(lines.at(-1)).toBe('closed')
    const finished = lines.flatMap((line) => {
      const [, id = '', time = ''] = /^([0-9a-f]{16}) (\d+)$/.exec(line) ?? []
      return id === '' ? [] : [{ id, time: Number(time) }]
    })
    expect(finished.filter(({ time }) => time < signalled).length).toBeGreaterThan(500)
    // the issue asks for those finished a second before; none at all is lost
    expect(finished.filter(({ id }) => !ids.has(id))).toEqual([])
  } finally {
    await service.stop()
    close()
  }
})
