import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface OtlpAttribute {
  key: string
  value: Record<string, unknown>
}

export interface OtlpSpan {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  kind: number
  startTimeUnixNano: string
  endTimeUnixNano: string
  attributes: OtlpAttribute[]
  events: { name: string; timeUnixNano: string; attributes: OtlpAttribute[] }[]
  links: { traceId: string; spanId: string; attributes: OtlpAttribute[] }[]
  status: { code: number }
  flags: number
}

interface OtlpBody {
  resourceSpans: { resource: { attributes: OtlpAttribute[] }; scopeSpans: { spans: OtlpSpan[] }[] }[]
}

export interface ReceivedRequest {
  path: string
  headers: IncomingHttpHeaders
  body: OtlpBody
  spans: OtlpSpan[]
}

export interface OtlpReceiver {
  readonly url: string
  readonly requests: readonly ReceivedRequest[]
  /** Requests whose answer has left. */
  readonly answered: number
  /** All spans of the requests that were answered with success. */
  accepted(): OtlpSpan[]
  close(): Promise<void>
}

/** What the receiver does with its n-th request, counted from 0: a status and perhaps a body to answer with, or no answer. */
export type Answers = (
  request: number,
) => number | { status: number; body?: string; headers?: Record<string, string> } | 'silence'

/** An HTTP server on a free port of 127.0.0.1 that parses what it gets. */
export async function otlpReceiver(answer: Answers = () => 200): Promise<OtlpReceiver> {
  const requests: ReceivedRequest[] = []
  const accepted: OtlpSpan[] = []
  let answered = 0
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const body = JSON.parse(Buffer.concat(chunks).toString()) as OtlpBody
      const spans = body.resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap((scope) => scope.spans))
      const chosen = answer(requests.length)
      requests.push({ path: request.url ?? '', headers: request.headers, body, spans })
      if (chosen === 'silence') return
      const { status, body: text = '{}', headers = {} } = typeof chosen === 'number' ? { status: chosen } : chosen
      if (status === 200) accepted.push(...spans)
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text, () => (answered += 1))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/v1/traces`,
    requests,
    get answered() {
      return answered
    },
    accepted: () => [...accepted],
    close: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Attributes as an object of `{ key: { type: value } }`. */
export function attributesByKey(attributes: readonly OtlpAttribute[]): Record<string, Record<string, unknown>> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, value]))
}
