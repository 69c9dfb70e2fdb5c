import { kafkaTracing, type KafkaTracing, type MessagingOptions } from '@filrouge/kafkajs'
import { POLLING } from './plain'
import type { TracingSettings } from './protocol'
import type { Variant } from './variant'

/** Filrouge's wrappers over a tracer. */
export function wrapped(
  tracer: MessagingOptions['tracer'],
  { write, spans, mode }: TracingSettings,
  rest: Pick<Variant, 'finishedSpans' | 'activeTraceId' | 'inRequest'>,
): Variant {
  const tracing: KafkaTracing = kafkaTracing({
    tracer,
    ...(write !== undefined && { formats: { write } }),
    producer: { ...(spans !== undefined && { spans }), ...(mode !== undefined && { mode }) },
    ...(mode !== undefined && { consumer: { mode } }),
    onError: (error) => {
      throw error
    },
  })
  return {
    ...rest,
    producer: (kafka) => tracing.producer(kafka.producer()),
    consumer: (kafka, groupId) => tracing.consumer(kafka.consumer({ groupId, ...POLLING })),
    withMessage: ({ batch }, message, fn) => tracing.withMessage(batch, message, fn),
  }
}
