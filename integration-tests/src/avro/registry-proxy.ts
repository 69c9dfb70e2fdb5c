import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What stands between a client and a registry, and misbehaves as it is told. */
export class RegistryProxy {
  /** `GET /schemas/ids/1` and the like, as they came. */
  readonly asked: string[] = []
  /** How long each answer is kept back. */
  delayMs = 0
  /** Answers in place of the registry, where it is given. */
  answer: ((response: ServerResponse) => void) | undefined
  readonly #registry: string
  readonly #path: string
  #port = 0
  #server: Server | undefined

  constructor(registry: string) {
    this.#registry = registry
    this.#path = new URL(registry).pathname
  }

  /** Of what is here, as long as it listens. */
  get url(): string {
    return `http://127.0.0.1:${this.#port}${this.#path}`
  }

  /** Again on the port that it had. */
  async listen(): Promise<void> {
    const server = createServer((request, response) => void this.#forward(request, response))
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject)
      server.listen(this.#port, '127.0.0.1', resolve)
    })
    this.#port = (server.address() as AddressInfo).port
    this.#server = server
  }

  /** Nothing listens on the port afterwards: a registry that is down. */
  async close(): Promise<void> {
    const server = this.#server
    this.#server = undefined
    if (server === undefined) return
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }

  async #forward(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const path = (request.url ?? '').slice(this.#path.length)
    this.asked.push(`${request.method} ${path}`)
    const body = await textOf(request)
    if (this.answer !== undefined) {
      this.answer(response)
      return
    }
    const answer = await fetch(this.#registry + path, {
      method: request.method ?? 'GET',
      headers: { 'content-type': request.headers['content-type'] ?? '' },
      ...(body !== '' && { body }),
    })
    const text = await answer.text()
    setTimeout(() => response.writeHead(answer.status, { 'content-type': 'application/json' }).end(text), this.delayMs)
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) text += chunk as string
  return text
}
