import type { MessagingOptions, Observer } from '@filrouge/kafkajs'
import type { MessageTracer } from '@filrouge/messaging'
import { openTracing } from '@filrouge/opentracing'
import jaeger from 'jaeger-client'
import { randomBytes } from 'node:crypto'
import type { Tracer } from 'opentracing'
import { foreign, hostile, throws, throwsWhenRead } from './hostile-objects'

export interface HostileCase {
  readonly name: string
  options(): MessagingOptions
  /** headers that a record carries already; by default none */
  readonly headers?: () => Record<string, Buffer>
}

const TRACER = ['startSpan', 'inject', 'extract', 'close']
const SPAN = ['context', 'tracer', 'setTag', 'addTags', 'log', 'logEvent', 'setBaggageItem', 'getBaggageItem', 'setOperationName', 'finish'] // prettier-ignore
const PORT = ['start', 'active', 'identityOf', 'withActive', 'defaultFormats', 'close']
const never = new Promise<never>(() => undefined)

const tracerOf = (call: (name: string) => unknown) => openTracing(hostile(TRACER, { call }) as unknown as Tracer)
const portOf = (call: (name: string) => unknown) => hostile(PORT, { call }) as unknown as MessageTracer
const spanOf = (call: (name: string) => unknown) => hostile(SPAN, { call })
const starting = (span: () => unknown) => tracerOf((name) => (name === 'startSpan' ? span() : undefined))

/** A real jaeger-client tracer that samples all, with a reporter that counts nothing and may never flush. */
function jaegerTracer(close: (done: () => void) => void = (done) => done()): Tracer {
  const reporter = { report: () => undefined, setProcess: () => undefined, close }
  const options = { traceId128bit: true, reporter } as unknown as jaeger.TracingOptions
  return jaeger.initTracer({ serviceName: 'hostile', sampler: { type: 'const', param: 1 } }, options)
}

/** A real span whose context cannot be read. */
function withBrokenContexts(): MessageTracer {
  const tracer = jaegerTracer()
  const startSpan = tracer.startSpan.bind(tracer)
  tracer.startSpan = (...args) => {
    const span = startSpan(...args)
    span.context = () => throwsWhenRead() as never
    return span
  }
  return openTracing(tracer)
}

const real = () => openTracing(jaegerTracer())
const watchedBy = (observer: Observer) => (): MessagingOptions => ({ tracer: real(), observers: [observer] })
const decoratedBy = (hook: () => unknown) => (): MessagingOptions => ({
  tracer: real(),
  spanName: hook as () => string,
  decorators: [{ onStart: hook, onEnd: hook }],
  rules: [{ topics: hook as () => boolean }],
})

const WANTED = ['traceparent', 'tracestate', 'baggage', 'uber-trace-id', 'uberctx-a', 'b3', 'x-b3-traceid', 'jaeger-debug-id', 'filrouge-attempt', 'filrouge-first-failure', '__proto__', 'constructor'] // prettier-ignore

/** Keys that readers look for, with bytes of no meaning. */
function randomHeaders(): Record<string, Buffer> {
  const bytes = randomBytes(12)
  const pick = (index: number) => WANTED[(bytes[index] ?? 0) % WANTED.length] ?? ''
  const entries = [0, 1, 2].map((index) => [pick(index), randomBytes((bytes[index + 3] ?? 0) % 80)] as const)
  return Object.fromEntries(entries)
}

/** Each is a way in which something beside the message goes wrong; none may cost a message. */
export const HOSTILE_CASES: readonly HostileCase[] = [
  { name: 'every method of the tracer throws', options: () => ({ tracer: tracerOf(throws) }) },
  { name: 'every method of the message tracer throws', options: () => ({ tracer: portOf(throws) }) },
  { name: 'every method of spans throws', options: () => ({ tracer: starting(() => spanOf(throws)) }) },
  { name: 'every method of the tracer returns undefined', options: () => ({ tracer: tracerOf(() => undefined) }) },
  { name: 'every method of the message tracer returns undefined', options: () => ({ tracer: portOf(() => undefined) }) },
  { name: 'every method of spans returns undefined', options: () => ({ tracer: starting(() => spanOf(() => undefined)) }) },
  { name: 'every method of the tracer returns foreign objects', options: () => ({ tracer: tracerOf(foreign) }) },
  { name: 'every method of the message tracer returns foreign objects', options: () => ({ tracer: portOf(foreign) }) },
  { name: 'every method of spans returns foreign objects', options: () => ({ tracer: starting(() => spanOf(foreign)) }) },
  { name: 'a getter on the span context throws', options: () => ({ tracer: withBrokenContexts() }) },
  { name: 'the flush of the reporter never settles', options: () => ({ tracer: openTracing(jaegerTracer(() => undefined)) }) },
  { name: 'an observer throws', options: watchedBy({ onHop: () => throws('onHop'), flush: () => throws('flush') }) },
  { name: 'an observer rejects', options: watchedBy({ onHop: () => Promise.reject(new Error('x')), flush: () => Promise.reject(new Error('x')) }) },
  { name: 'an observer never settles', options: watchedBy({ onHop: () => never, flush: () => never }) },
  { name: 'hooks throw', options: decoratedBy(() => throws('hook')) },
  { name: 'hooks reject', options: decoratedBy(() => Promise.reject(new Error('hook'))) },
  { name: 'hooks never settle', options: decoratedBy(() => never) },
  { name: 'headers of random bytes', options: () => ({ tracer: real() }), headers: randomHeaders },
] // prettier-ignore
