/** Work for CPU, higher is better, unless a key is at most its target. */
export interface Key {
  readonly name: string
  readonly what: string
  readonly target: number
  readonly sense: 'at least' | 'at most'
  /** `interval` holds where the worse end of the interval does, however wide it is */
  readonly judgedBy: 'median' | 'worse end'
  readonly unit: 'ratio' | 'ms' | 'exponent'
}

const atLeast = (name: string, target: number, what: string): Key => {
  return { name, what, target, sense: 'at least', judgedBy: 'median', unit: 'ratio' }
}
const atMost = (name: string, target: number, what: string, rest: Partial<Key> = {}): Key => {
  return { name, what, target, sense: 'at most', judgedBy: 'median', unit: 'ratio', ...rest }
}

/** The figures that are held to a target. */
export const KEYS: readonly Key[] = [
  atLeast('producer.perSend', 0.98, 'one span per send, sampled, of the floor'),
  atLeast('producer.perMessage', 0.95, 'one span per message, sampled, of the floor'),
  atLeast('producer.unsampled', 0.97, 'one span per message, unsampled, of the floor'),
  atLeast('producer.noop', 0.98, 'a tracer that does nothing, of bare kafkajs'),
  atLeast('producer.vsOtel', 1.25, "one span per message, over OpenTelemetry's instrumentation"),
  atLeast('producer.vsHandWritten', 1.0, 'one span per message, over the wrapper written by hand'),
  atLeast('consumer.eachMessage', 0.75, 'sampled, with scope, of bare kafkajs reading the same headers'),
  atLeast('consumer.eachBatch', 0.97, 'a span for the batch only, of bare kafkajs reading the same headers'),
  atLeast('consumer.withMessage', 0.6, 'a span and scope for each message of a batch, of bare kafkajs'),
  atLeast('consumer.vsOtel', 2.8, "eachMessage, over OpenTelemetry's instrumentation"),
  atLeast('consumer.vsHandWritten', 1.1, 'eachMessage, over the wrapper written by hand, with its scope'),
  atLeast('roundTrip.vsOtel', 1.7, "producing and consuming, over OpenTelemetry's instrumentation"),
  atMost('latency.p99Added', 1, "added at half of bare's maximum rate", { judgedBy: 'worse end', unit: 'ms' }),
  atMost('inject.w3c', 0.3, "TraceContext to header values, time over OpenTelemetry's propagator"),
  atMost('inject.jaeger', 0.3, "TraceContext to header values, time over OpenTelemetry's propagator"),
  atMost('inject.live', 0.8, "live jaeger span to both headers, time over OpenTelemetry's composite of both"),
  atMost('extract.w3c', 0.4, "from the bytes that kafkajs delivers, time over OpenTelemetry's"),
  atMost('extract.jaeger', 0.4, "from the bytes that kafkajs delivers, time over OpenTelemetry's"),
  atMost('extract.hostile', 100, 'the worst hostile shape at 10 MB', { judgedBy: 'worse end', unit: 'ms' }),
  atMost('extract.hostileExponent', 1.1, 'exponent of growth', { judgedBy: 'worse end', unit: 'exponent' }),
  // no figure of it is published yet: the page is written by whole runs alone, and the last was before this key
  atMost(
    'avro.decode',
    1.3,
    "decode of a record of about 500 bytes, checked, with single-object framing, time over bare avsc's",
  ),
  atMost('rust.extract', 0.3, 'time over the opentelemetry crates, without heap allocation'),
  atMost('rust.inject', 0.3, 'time over the opentelemetry crates, without heap allocation'),
  atMost('memory.perMessage', 0.5, "bytes allocated above bare, over OpenTelemetry's instrumentation"),
]

export function keyNamed(name: string): Key {
  const key = KEYS.find((each) => each.name === name)
  if (key === undefined) throw new RangeError(`no key ${name}`)
  return key
}
