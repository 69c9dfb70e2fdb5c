import { buildPeer, startProcess, waitFor, type RunningProcess } from '@filrouge/harness'
import { join } from 'node:path'

export type Language = 'node' | 'rust'

/** A peer that speaks JSON lines: what it printed, and a way to wait for more. */
export class Peer {
  readonly lines: Record<string, unknown>[] = []
  readonly #process: RunningProcess<true>

  private constructor(command: string, args: readonly string[]) {
    this.#process = startProcess<true>(command, args, {
      name: `${command} ${args[0] ?? ''}`,
      stdin: 'pipe',
      onLine: (line, stream) => {
        if (stream === 'stdout') this.lines.push(JSON.parse(line) as Record<string, unknown>)
      },
      readyLine: (line) => (line.includes('"ready":true') ? true : undefined),
    })
  }

  static async start(language: Language, args: readonly string[]): Promise<Peer> {
    const node = join(__dirname, '../../dist/peer/node-peer.js')
    const peer = language === 'rust' ? new Peer(await buildPeer(), args) : new Peer(process.execPath, [node, ...args])
    await peer.#process.ready
    return peer
  }

  write(line: object): void {
    this.#process.stdin?.write(`${JSON.stringify(line)}\n`)
  }

  line(id: string): Promise<Record<string, unknown>> {
    return waitFor(`line ${id} of ${this.#process.name}`, () => this.lines.find((line) => line['id'] === id), {
      intervalMs: 20,
      hopeless: () => (this.#process.status === undefined ? undefined : this.#process.output.toString()),
    })
  }

  stop(): Promise<unknown> {
    return this.#process.stop()
  }
}
