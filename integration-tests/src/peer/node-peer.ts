import { openTracing, activeSpan } from '@filrouge/opentracing'
import { kafkaTracing } from '@filrouge/kafkajs'
import { extract, type BaggageEntry, type FormatName, type TraceContext } from '@filrouge/propagation'
import jaeger from 'jaeger-client'
import { Kafka, logLevel, type IHeaders } from 'kafkajs'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import type { Tracer } from 'opentracing'

/**
 * The Node counterpart of crates/filrouge-peer's `send` and `receive`, with the same JSON lines: kafkajs, jaeger-client and the
 * wrappers as a service would use them. Ends when stdin does, so that it never outlives its parent.
 */
interface SendLine {
  readonly id: string
  readonly parent: { readonly traceId: string; readonly spanId: string; readonly sampled: boolean } | null
  readonly baggage: readonly BaggageEntry[]
  readonly key: string | null
  readonly value: string
}

interface JaegerContext {
  readonly traceId: Buffer
  readonly spanId: Buffer
  readonly parentId: Buffer | null
  readonly flags: number
  readonly baggage: Record<string, string>
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    brokers: { type: 'string', default: '' },
    topic: { type: 'string', default: '' },
    group: { type: 'string', default: '' },
    formats: { type: 'string', default: 'traceparent,uber-trace-id' },
  },
})
const reporter = { report: () => undefined, setProcess: () => undefined, close: (done?: () => void) => done?.() }
const tracer = jaeger.initTracer(
  { serviceName: 'node-peer', sampler: { type: 'const', param: 1 } },
  {
    traceId128bit: true,
    reporter,
  },
) as Tracer
const write = values.formats.split(',') as FormatName[]
const tracing = kafkaTracing({ tracer: openTracing(tracer), formats: { write } })
const kafka = new Kafka({ clientId: 'node-peer', brokers: values.brokers.split(','), logLevel: logLevel.NOTHING })

const print = (line: object) => process.stdout.write(`${JSON.stringify(line)}\n`)
const hex = (id: Buffer | null | undefined, bytes: number) => (id ? id.toString('hex').padStart(2 * bytes, '0') : null)

function hexHeaders(headers: IHeaders | undefined) {
  return Object.entries(headers ?? {}).flatMap(([key, value]) =>
    [value].flat().map((item) => [Buffer.from(key).toString('hex'), Buffer.from(item ?? '').toString('hex')]),
  )
}

async function send(): Promise<void> {
  const raw = kafka.producer()
  let headers: IHeaders | undefined
  const producer = tracing.producer({
    ...raw,
    send: (record: Parameters<typeof raw.send>[0]) => {
      headers = record.messages[0]?.headers
      return raw.send(record)
    },
  })
  await producer.connect()
  print({ ready: true })
  for await (const line of createInterface({ input: process.stdin })) {
    const { id, parent, baggage, key, value } = JSON.parse(line) as SendLine
    const context: TraceContext | undefined =
      parent === null ? undefined : { ...parent, debug: false, format: 'traceparent', tracestate: [] }
    const given = { ...(context !== undefined && { context }), baggage, links: [], faults: [] }
    const [place] = await tracing.withParent(given, () =>
      producer.send({ topic: values.topic, messages: [{ key, value }] }),
    )
    const written = extract(headers).context
    print({
      id,
      traceId: written?.traceId,
      spanId: written?.spanId,
      sampled: written?.sampled,
      partition: place?.partition,
      offset: place?.baseOffset,
      headers: hexHeaders(headers),
    })
  }
  await producer.disconnect()
}

async function receive(): Promise<void> {
  const consumer = tracing.consumer(kafka.consumer({ groupId: values.group, maxWaitTimeInMs: 50 }))
  await consumer.connect()
  await consumer.subscribe({ topics: [values.topic], fromBeginning: true })
  const joined = new Promise<void>((resolve) => consumer.on(consumer.events.GROUP_JOIN, () => resolve()))
  await consumer.run({
    eachMessage: ({ topic, partition, message }) => {
      const context = activeSpan()?.context() as unknown as JaegerContext
      const { faults, links } = extract(message.headers)
      print({
        id: message.value?.toString(),
        traceId: hex(context.traceId, 16),
        spanId: hex(context.spanId, 8),
        parentId: hex(context.parentId, 8),
        sampled: (context.flags & 1) === 1,
        baggage: Object.entries(context.baggage).map(([key, value]) => ({ key, value })),
        faults,
        links,
        topic,
        partition,
        offset: message.offset,
        headers: hexHeaders(message.headers),
      })
      return Promise.resolve()
    },
  })
  await joined
  print({ ready: true })
  process.stdin.resume()
  await new Promise((resolve) => process.stdin.once('end', resolve))
  await consumer.disconnect()
}

async function main(): Promise<void> {
  const [command] = positionals
  if (command === 'send') await send()
  else if (command === 'receive') await receive()
  else throw new Error(`unknown command ${String(command)}: use send or receive`)
  await tracing.close()
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
