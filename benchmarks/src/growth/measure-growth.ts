import { kafkaTracing } from '@filrouge/kafkajs'
import { openTracing } from '@filrouge/opentracing'
import { extract, inject, type TraceContext } from '@filrouge/propagation'
import { exponentOf } from '../statistics/power-law'
import { countedTracer } from '../workers/jaeger'

/** How the time of one call grows with what it is given. */
export interface Growth {
  readonly what: string
  readonly sizes: readonly number[]
  /** nanoseconds of a call, by size */
  readonly ns: readonly number[]
  readonly exponent: number
}

const TENS = [1, 10, 100, 1000, 10_000]
const DOUBLED = [0, 1, 2, 4, 8, 16, 32, 64]
/** Below this a call's fixed costs hide its growth: such sizes are measured and shown, and not fitted. */
const FITTED_FROM = 8

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
const CONTEXT: TraceContext = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  sampled: true,
  debug: false,
  format: 'traceparent',
  tracestate: [],
}

/** Enough for the headers of all messages of a call. */
const ROOM = 100_000_000

type Call = () => unknown

export async function measureGrowth(): Promise<Growth[]> {
  return [
    await growth('extract, by headers', TENS, (size) => {
      const headers = { ...foreign(size), traceparent: Buffer.from(TRACEPARENT) }
      return () => extract(headers)
    }),
    await growth('inject, by headers', TENS, (size) => {
      const headers = foreign(size)
      return () => inject(headers, CONTEXT)
    }),
    await growth('extract, by items of baggage', DOUBLED, (size) => {
      const baggage = items(size).map(({ key, value }) => `${key}=${value}`)
      const headers = {
        traceparent: Buffer.from(TRACEPARENT),
        ...(size > 0 && { baggage: Buffer.from(baggage.join(',')) }),
      }
      return () => extract(headers)
    }),
    await growth('inject, by items of baggage', DOUBLED, (size) => {
      const baggage = items(size)
      return () => inject(undefined, CONTEXT, baggage)
    }),
    await growth('send, by messages', TENS, (size) => {
      const { tracer } = countedTracer({})
      // a client that costs nothing, so that the time is that of the wrapper
      const standIn = {
        send: () => Promise.resolve([]),
        sendBatch: () => Promise.resolve([]),
        connect: () => undefined,
      }
      const producer = kafkaTracing({ tracer: openTracing(tracer), maxMessageBytes: ROOM }).producer(
        standIn,
      ) as unknown as {
        send(record: object): Promise<unknown>
      }
      const messages = Array.from({ length: size }, () => ({ value: 'v' }))
      return () => producer.send({ topic: 'growth', messages })
    }),
  ]
}

async function growth(what: string, sizes: readonly number[], callOf: (size: number) => Call): Promise<Growth> {
  const ns: number[] = []
  for (const size of sizes) ns.push(await nanoseconds(callOf(size)))
  const points = sizes.map((size, index) => [size, ns[index] as number] as const)
  return { what, sizes, ns, exponent: exponentOf(points.filter(([size]) => size >= FITTED_FROM)) }
}

async function nanoseconds(call: Call): Promise<number> {
  const { measure, do_not_optimize } = await import('mitata')
  const { p50 } = await measure(async () => do_not_optimize(await call()), { min_cpu_time: 60e6, min_samples: 5 })
  return p50
}

function foreign(count: number): Record<string, Buffer> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`foreign-${index}`, Buffer.from('a value')]))
}

function items(count: number): { key: string; value: string }[] {
  return Array.from({ length: count }, (_, index) => ({ key: `key-${index}`, value: `value-${index}` }))
}
