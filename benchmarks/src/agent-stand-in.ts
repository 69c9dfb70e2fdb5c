import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * Takes what tracers post, in the process that measures nothing: dd-trace's traces, which its header counts, OTLP and Jaeger's Thrift.
 * `GET /count` tells how many traces dd-trace has posted.
 */
export class AgentStandIn {
  readonly #server: Server
  #traces = 0

  private constructor() {
    this.#server = createServer((request, response) => {
      this.#traces += Number(request.headers['x-datadog-trace-count'] ?? 0)
      request.resume()
      request.on('end', () => {
        response.setHeader('content-type', 'application/json')
        response.end(request.url === '/count' ? String(this.#traces) : '{}')
      })
    })
  }

  static async start(): Promise<AgentStandIn> {
    const agent = new AgentStandIn()
    await new Promise<void>((resolve) => agent.#server.listen(0, '127.0.0.1', resolve))
    return agent
  }

  get url(): string {
    return `http://127.0.0.1:${String((this.#server.address() as AddressInfo).port)}`
  }

  stop(): Promise<void> {
    this.#server.closeAllConnections()
    return new Promise((resolve) => this.#server.close(() => resolve()))
  }
}
