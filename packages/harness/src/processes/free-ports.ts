import { createServer, type Server } from 'node:net'
import { HarnessError } from '../harness-error'

// Below the range from which kernels take ports for outgoing connections (Linux 32768, others 49152): a broker that is
// stopped and started again finds its port free.
const LOWEST = 20_000
const HIGHEST = 32_000
const ATTEMPTS_PER_PORT = 50

/** `count` different ports of 127.0.0.1 that are free now; another process may still take one before it is used. */
export async function freePorts(count: number): Promise<number[]> {
  const held: Server[] = []
  try {
    for (let attempts = count * ATTEMPTS_PER_PORT; held.length < count && attempts > 0; attempts--) {
      const server = await listen(LOWEST + Math.floor(Math.random() * (HIGHEST - LOWEST)))
      if (server !== undefined) held.push(server)
    }
    if (held.length < count) {
      throw new HarnessError(`found no ${count} free ports on 127.0.0.1`, `free some of ${LOWEST} to ${HIGHEST}`)
    }
    return held.map(portOf)
  } finally {
    await Promise.all(held.map((server) => new Promise((resolve) => server.close(resolve))))
  }
}

function listen(port: number): Promise<Server | undefined> {
  const server = createServer()
  return new Promise((resolve) => {
    server.once('error', () => resolve(undefined))
    server.listen(port, '127.0.0.1', () => resolve(server))
  })
}

function portOf(server: Server): number {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new TypeError('a TCP server has a port')
  return address.port
}
