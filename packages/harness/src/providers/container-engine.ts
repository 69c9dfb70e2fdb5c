import { request } from 'node:http'
import { HarnessError } from '../harness-error'
import type { Environment } from '../processes/environment'

const DEFAULT_SOCKET = '/var/run/docker.sock'
const ANSWER_DEADLINE_MS = 3_000

/** Why no container engine answers (`GET /_ping` at `DOCKER_HOST`, else at the default socket), or nothing. */
export async function engineFault(environment: Environment): Promise<HarnessError | undefined> {
  const address = environment.DOCKER_HOST || `unix://${DEFAULT_SOCKET}`
  const fault = await pingFault(address)
  if (fault === undefined) return undefined
  return new HarnessError(
    `no container engine answers at ${address} (${fault})`,
    'start Docker, or let DOCKER_HOST name its socket',
  )
}

function pingFault(address: string): Promise<string | undefined> {
  const target = address.startsWith('unix://') ? { socketPath: address.slice('unix://'.length) } : tcpTarget(address)
  if (target === undefined) return Promise.resolve('neither unix:// nor tcp://')
  return new Promise((resolve) => {
    const ping = request({ ...target, path: '/_ping', timeout: ANSWER_DEADLINE_MS }, (response) => {
      response.resume()
      // An engine behind TLS answers 400 to plain HTTP: it is there, and testcontainers has its certificates.
      resolve(
        response.statusCode === 200 || response.statusCode === 400 ? undefined : `status ${response.statusCode ?? 0}`,
      )
    })
    ping.on('timeout', () => ping.destroy(new Error(`no answer in ${ANSWER_DEADLINE_MS / 1000} s`)))
    ping.on('error', (error) => resolve(error.message))
    ping.end()
  })
}

function tcpTarget(address: string): { host: string; port: number } | undefined {
  const { hostname, port, protocol } = URL.canParse(address)
    ? new URL(address)
    : { hostname: '', port: '', protocol: '' }
  return ['tcp:', 'http:', 'https:'].includes(protocol) ? { host: hostname, port: Number(port || 2375) } : undefined
}
