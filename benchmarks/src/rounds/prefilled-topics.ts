import { createTopics } from '@filrouge/harness'
import { Partitioners } from 'kafkajs'
import { kafkaClient } from '../workloads/client'

const BATCH = 500

/** Topics that are filled once, by kafkajs as it is, with contexts that differ by message. */
export class PrefilledTopics {
  readonly #brokers: readonly string[]
  readonly #topics = new Map<string, Promise<string>>()

  constructor(brokers: readonly string[]) {
    this.#brokers = brokers
  }

  /** for whoever removes them */
  readonly names: string[] = []

  get(headers: readonly string[], messages: number, valueBytes: number): Promise<string> {
    const key = [...headers, messages, valueBytes].join('-')
    const known = this.#topics.get(key)
    if (known !== undefined) return known
    const filled = this.#fill(`bench-${process.pid}-filled-${key}`, headers, messages, valueBytes)
    this.#topics.set(key, filled)
    return filled
  }

  async #fill(topic: string, headers: readonly string[], messages: number, valueBytes: number): Promise<string> {
    this.names.push(topic)
    await createTopics(this.#brokers, [{ topic, partitions: 1 }])
    const producer = kafkaClient(this.#brokers).producer({ createPartitioner: Partitioners.DefaultPartitioner })
    await producer.connect()
    const value = Buffer.alloc(valueBytes, 'v')
    for (let sent = 0; sent < messages; sent += BATCH) {
      const length = Math.min(BATCH, messages - sent)
      await producer.send({
        topic,
        messages: Array.from({ length }, (_, index) => ({ value, headers: headersOf(headers, sent + index) })),
      })
    }
    await producer.disconnect()
    return topic
  }
}

/** Ids without leading zeros, as most are, and never the same twice. */
function headersOf(names: readonly string[], index: number): Record<string, string> {
  const count = index.toString(16)
  const traceId = `4bf92f3577b34da6${count.padStart(16, '0')}`
  const spanId = `a0f067aa${count.padStart(8, '0')}`
  return Object.fromEntries(names.map((name) => [name, valueOf(name, traceId, spanId)]))
}

function valueOf(name: string, traceId: string, spanId: string): string {
  switch (name) {
    case 'traceparent':
      return `00-${traceId}-${spanId}-01`
    case 'uber-trace-id':
      return `${traceId}:${spanId}:0:1`
    case 'X-B3-TraceId':
      return traceId
    case 'X-B3-SpanId':
      return spanId
    default:
      return '1'
  }
}
