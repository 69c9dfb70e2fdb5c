import { kafkaTracing, type KafkaTracing, type MessagingOptions } from '@filrouge/kafkajs'
import { extract, type TraceContext } from '@filrouge/propagation'
import { ok } from 'node:assert/strict'
import { MemoryKafka, type Handlers, type StoredMessage } from '../memory-kafka'
import type { SeenSpan, TracedWorld, TracerUnderTest } from '../traced-world'

/** What each tracer must do alike. Told by `node:assert`, since dd-trace runs it in a process without jest. */
export interface Behaviour {
  readonly name: string
  /** default true */
  readonly sampled?: boolean
  /** asks of the tracer that a record without a context can tell it not to sample */
  readonly needsDecisions?: boolean
  run(stage: Stage): Promise<void>
}

/** A tracer, a Kafka in memory and the wrapped clients of both. */
export class Stage {
  readonly kafka = new MemoryKafka()
  readonly world: TracedWorld
  readonly errors: Error[] = []

  constructor(world: TracedWorld) {
    this.world = world
  }

  tracing(options: Partial<MessagingOptions> = {}): KafkaTracing {
    return kafkaTracing({ tracer: this.world.tracer, onError: (error) => this.errors.push(error), ...options })
  }

  producer(options?: Partial<MessagingOptions>) {
    return this.tracing(options).producer(this.kafka.producer())
  }

  async consume(handlers: Handlers, options?: Partial<MessagingOptions>): Promise<void> {
    const consumer = this.tracing(options).consumer(this.kafka.consumer({ groupId: 'group' }), { groupId: 'group' })
    await consumer.run(handlers)
  }

  spansNamed(name: string): readonly SeenSpan[] {
    return this.world.spans().filter((span) => span.name === name)
  }

  spanNamed(name: string): SeenSpan {
    const found = this.spansNamed(name)
    ok(
      found.length === 1,
      `${name}: ${String(found.length)} of ${this.world
        .spans()
        .map((span) => span.name)
        .join(', ')}`,
    )
    return found[0] as SeenSpan
  }

  /** The context in the headers of the only message of a topic. */
  contextOf(topic: string): TraceContext {
    const { context, faults } = extract(this.messageOf(topic).headers)
    ok(faults.length === 0, JSON.stringify(faults))
    ok(context !== undefined, `no context in the message of ${topic}`)
    return context
  }

  messageOf(topic: string): StoredMessage {
    const stored = this.kafka.stored(topic)
    ok(stored.length === 1, `${topic} holds ${String(stored.length)} messages`)
    return stored[0] as StoredMessage
  }
}

export const REMOTE: { readonly traceId: string; readonly spanId: string } = {
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
}
/** Headers as another service writes them. */
export const remoteHeaders = (flags: '00' | '01' = '01', { traceId, spanId } = REMOTE) => ({
  traceparent: `00-${traceId}-${spanId}-${flags}`,
})

/** Runs a behaviour on a fresh world, which is stopped afterwards. */
export async function perform(subject: TracerUnderTest, behaviour: Behaviour): Promise<void> {
  const world = await subject.start({ sampled: behaviour.sampled ?? true })
  const stage = new Stage(world)
  try {
    await behaviour.run(stage)
    ok(stage.errors.length === 0, stage.errors.map((error) => error.message).join('\n'))
  } finally {
    await world.stop()
  }
}
