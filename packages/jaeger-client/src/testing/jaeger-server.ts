import { freePorts, startProcess, waitFor } from '@filrouge/harness'

export interface JaegerTag {
  key: string
  type: string
  value: unknown
}

export interface JaegerSpanJson {
  traceID: string
  spanID: string
  operationName: string
  /** Microseconds, as the duration. */
  startTime: number
  duration: number
  references: { refType: string; traceID: string; spanID: string }[]
  tags: JaegerTag[]
  logs: { timestamp: number; fields: JaegerTag[] }[]
  processID: string
}

export interface JaegerTrace {
  traceID: string
  spans: JaegerSpanJson[]
  processes: Record<string, { serviceName: string; tags: JaegerTag[] } | undefined>
}

export interface JaegerServer {
  readonly otlpUrl: string
  /** Waits until the trace has as many spans. */
  trace(id: string, spans: number): Promise<JaegerTrace>
  stop(): Promise<void>
}

// All of its listeners: by itself Jaeger takes well-known ports on all interfaces.
const LISTENERS = [
  'query.http-server.host-port',
  'collector.otlp.http.host-port',
  'query.grpc-server.host-port',
  'collector.http-server.host-port',
  'collector.grpc-server.host-port',
  'collector.zipkin.host-port',
  'collector.otlp.grpc.host-port',
  'processor.jaeger-compact.server-host-port',
  'processor.jaeger-binary.server-host-port',
  'processor.zipkin-compact.server-host-port',
  'http-server.host-port',
  'admin.http.host-port',
]

/** Starts Jaeger's all-in-one, which ends with this process, and waits until it answers. */
export async function startJaeger(path: string): Promise<JaegerServer> {
  const ports = await freePorts(LISTENERS.length)
  const [query, otlp] = ports
  const flags = LISTENERS.map((name, index) => `--${name}=127.0.0.1:${ports[index] ?? 0}`)
  // Jaeger takes its settings from the environment too.
  const env = { PATH: process.env.PATH, HOME: process.env.HOME }
  const jaeger = startProcess(path, ['--memory.max-traces=100', ...flags], { name: 'Jaeger', env })
  const hopeless = () => (jaeger.status === undefined ? undefined : `Jaeger ended: ${jaeger.output.toString()}`)
  const api = `http://127.0.0.1:${query ?? 0}/api`
  const otlpUrl = `http://127.0.0.1:${otlp ?? 0}/v1/traces`
  try {
    await waitFor('Jaeger to answer queries', async () => (await fetch(`${api}/services`)).ok, { hopeless })
    await waitFor('Jaeger to take spans', () => acceptsSpans(otlpUrl), { hopeless })
  } catch (error) {
    await jaeger.stop()
    throw error
  }
  return {
    otlpUrl,
    trace: (id, spans) =>
      waitFor(`trace ${id} with ${spans} spans in Jaeger`, () => completeTrace(`${api}/traces/${id}`, spans), {
        hopeless,
      }),
    stop: () => jaeger.stop(),
  }
}

async function acceptsSpans(url: string): Promise<boolean> {
  const headers = { 'content-type': 'application/json' }
  return (await fetch(url, { method: 'POST', headers, body: '{"resourceSpans":[]}' })).ok
}

// `raw` leaves out the query service's adjustments: they correct clocks, and put another reference before the parent's
// (`model/adjuster/parent_reference.go`).
async function completeTrace(url: string, spans: number): Promise<JaegerTrace | undefined> {
  const response = await fetch(`${url}?raw=true`)
  if (!response.ok) return undefined
  const { data } = (await response.json()) as { data: JaegerTrace[] }
  return data[0]?.spans.length === spans ? data[0] : undefined
}
