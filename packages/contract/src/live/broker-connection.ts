import { connect, type Socket } from 'node:net'
import { KafkaFault } from './kafka-fault'
import { WireReader } from './wire-reader'
import { WireWriter } from './wire-writer'

const DEADLINE_MS = 10_000
const CLIENT_ID = 'filrouge-verify'

interface Pending {
  readonly correlation: number
  readonly resolve: (body: WireReader) => void
  readonly reject: (error: KafkaFault) => void
}

/** A plaintext connection to one broker: a request at a time, each with a deadline. */
export class BrokerConnection {
  readonly #address: string
  readonly #socket: Socket
  #received: Buffer = Buffer.alloc(0)
  #pending: Pending | undefined
  #correlation = 0
  #fault: KafkaFault | undefined

  private constructor(address: string, socket: Socket) {
    this.#address = address
    this.#socket = socket
    socket.on('data', (chunk) => this.#receive(chunk))
    socket.on('error', (error) => this.#fail(error.message))
    socket.on('close', () => this.#fail('the broker closed the connection'))
  }

  /** @throws KafkaFault */
  static async open(host: string, port: number): Promise<BrokerConnection> {
    const address = `${host}:${port}`
    const socket = connect({ host, port, timeout: DEADLINE_MS })
    await new Promise<void>((resolve, reject) => {
      const fail = (reason: string) => {
        socket.destroy()
        reject(new KafkaFault(`no broker answers at ${address}: ${reason}`))
      }
      socket.once('connect', resolve)
      socket.once('error', (error) => fail(error.message))
      socket.once('timeout', () => fail(`waited ${DEADLINE_MS / 1000} s`))
    })
    socket.setTimeout(0).setNoDelay()
    socket.removeAllListeners('error').removeAllListeners('timeout')
    return new BrokerConnection(address, socket)
  }

  /** The body of the response. Header versions are those of requests that are not flexible. @throws KafkaFault */
  async request(apiKey: number, version: number, body: Buffer): Promise<WireReader> {
    if (this.#fault !== undefined) throw this.#fault
    if (this.#pending !== undefined) throw new TypeError('a request is open already')
    const correlation = ++this.#correlation
    const header = new WireWriter().int16(apiKey).int16(version).int32(correlation).string(CLIENT_ID).bytes()
    const timer = setTimeout(() => this.#fail(`no response within ${DEADLINE_MS / 1000} s`), DEADLINE_MS)
    try {
      return await new Promise<WireReader>((resolve, reject) => {
        this.#pending = { correlation, resolve, reject }
        this.#socket.write(new WireWriter().block(Buffer.concat([header, body])).bytes())
      })
    } finally {
      clearTimeout(timer)
      this.#pending = undefined
    }
  }

  close(): void {
    this.#fault ??= new KafkaFault(`the connection to ${this.#address} is closed`)
    this.#socket.destroy()
  }

  #receive(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk])
    if (this.#received.length < 4) return
    const end = 4 + this.#received.readInt32BE()
    if (this.#received.length < end) return
    const response = new WireReader(this.#received.subarray(4, end))
    this.#received = this.#received.subarray(end)
    const correlation = response.int32()
    if (correlation === this.#pending?.correlation) this.#pending.resolve(response)
    else this.#fail('the broker answered what was not asked')
  }

  #fail(reason: string): void {
    this.#fault ??= new KafkaFault(`${this.#address}: ${reason}`)
    this.#pending?.reject(this.#fault)
    this.#socket.destroy()
  }
}
