import { openTracing } from '@filrouge/opentracing'
import { recordingReporter, tagsOf as tagsOfSpan, type ReportedSpan } from '@filrouge/testing'
import jaeger from 'jaeger-client'
import { EventEmitter } from 'node:events'
import type { Tracer } from 'opentracing'
import { platformaticTracing, type MessagingOptions } from './index'

export type { ReportedSpan as Reported } from '@filrouge/testing'
export const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
export const SPAN = '00f067aa0ba902b7'
export const TRACEPARENT = `00-${TRACE}-${SPAN}-01`

export const tagsOf = (span: ReportedSpan | undefined) => (span === undefined ? {} : tagsOfSpan(span))

export function setUp(options: Partial<MessagingOptions> = {}) {
  const reporter = recordingReporter()
  const { spans } = reporter
  const tracer = jaeger.initTracer({ serviceName: 'test', sampler: { type: 'const', param: 1 } }, {
    traceId128bit: true,
    reporter,
  } as unknown as jaeger.TracingOptions) as Tracer
  const errors: Error[] = []
  const onError = (error: Error) => errors.push(error)
  return { spans, errors, tracing: platformaticTracing({ tracer: openTracing(tracer), onError, ...options }) }
}

type Serializer = (data: unknown) => unknown
export interface Message {
  readonly topic: string
  readonly key?: unknown
  readonly value?: unknown
  readonly headers?: Map<unknown, unknown> | Record<string, unknown>
}
interface Options {
  readonly messages: readonly Message[]
}
type Callback = (error: unknown, result?: unknown) => void

const asIs: Serializer = (data) => data
export const stringSerializer: Serializer = (data) => (typeof data === 'string' ? Buffer.from(data) : undefined)
export const jsonSerializer: Serializer = (data) => Buffer.from(JSON.stringify(data))

const kOptions = Symbol('plt.kafka.base.options')

/** A producer of the client's shape: private members, options under a symbol, callbacks or promises, headers through serializers. */
export class FakeProducer extends EventEmitter {
  readonly [kOptions]: { serializers: { headerKey?: Serializer; headerValue?: Serializer } }
  /** messages as the client was given them */
  readonly given: Message[] = []
  /** their headers as text, after the serializers */
  readonly wire: [string, string][][] = []
  failure: Error | undefined
  #transaction: FakeTransaction | undefined

  constructor(serializers: { headerKey?: Serializer; headerValue?: Serializer } = {}) {
    super()
    this[kOptions] = { serializers }
  }

  get transaction() {
    return this.#transaction
  }

  send(options: Options): Promise<unknown>
  send(options: Options, callback: Callback): void
  send(options: Options, callback?: Callback): unknown {
    if (callback === undefined) return this.#send(options)
    this.#send(options).then((result) => callback(null, result), callback)
    return undefined
  }

  beginTransaction(): Promise<FakeTransaction> {
    this.#transaction = new FakeTransaction(this)
    return Promise.resolve(this.#transaction)
  }

  #send({ messages }: Options): Promise<unknown> {
    if (this.failure !== undefined) return Promise.reject(this.failure)
    const { headerKey = asIs, headerValue = asIs } = this[kOptions].serializers
    for (const message of messages) {
      this.given.push(message)
      const headers = message.headers instanceof Map ? [...message.headers] : Object.entries(message.headers ?? {})
      this.wire.push(headers.map(([key, value]) => [textOf(headerKey(key)), textOf(headerValue(value))]))
    }
    return Promise.resolve({ offsets: [{ topic: messages[0]?.topic, partition: 2, offset: 7n }] })
  }
}

export class FakeTransaction {
  readonly #producer: FakeProducer
  constructor(producer: FakeProducer) {
    this.#producer = producer
  }
  send(options: Options): Promise<unknown> {
    return this.#producer.send(options)
  }
}

/** The client writes bytes; text that no serializer made bytes of does not arrive. */
function textOf(data: unknown): string {
  if (!(data instanceof Uint8Array)) throw new TypeError(`${typeof data} is no Buffer`)
  return Buffer.from(data).toString()
}

export function received(headers: readonly [unknown, unknown][], changes: object = {}) {
  return {
    topic: 'orders',
    partition: 1,
    key: Buffer.from('k'),
    value: Buffer.from('x'),
    headers: new Map(headers),
    headerEntries: headers,
    offset: 9007199254740993n,
    timestamp: BigInt(Date.now() - 20),
    metadata: { consumer: { groupId: 'billing' } },
    ...changes,
  }
}
