import type { JaegerTracer } from 'jaeger-client'
import type { Consumer, EachMessagePayload, Producer, ProducerRecord } from 'kafkajs'
import { AsyncLocalStorage } from 'node:async_hooks'
import { FORMAT_TEXT_MAP, Tags, type Span } from 'opentracing'

export const activeSpan = new AsyncLocalStorage<Span>()

/** The twenty lines that people write: a span a message, its context in the headers. */
export function sendByHand(tracer: JaegerTracer, producer: Producer): Producer['send'] {
  return async (record: ProducerRecord) => {
    const spans: Span[] = []
    const parent = activeSpan.getStore()
    const messages = record.messages.map((message) => {
      const span = tracer.startSpan(`send ${record.topic}`, {
        ...(parent !== undefined && { childOf: parent }),
        tags: { [Tags.SPAN_KIND]: 'producer', topic: record.topic },
      })
      const headers: Record<string, string> = {}
      tracer.inject(span, FORMAT_TEXT_MAP, headers)
      spans.push(span)
      return { ...message, headers: { ...message.headers, ...headers } }
    })
    try {
      return await producer.send({ ...record, messages })
    } catch (error) {
      for (const span of spans) span.setTag(Tags.ERROR, true)
      throw error
    } finally {
      for (const span of spans) span.finish()
    }
  }
}

/** And for a handler: the context out of the headers, a span a message, which is active in the handler. */
export function runByHand(tracer: JaegerTracer, consumer: Consumer): Consumer['run'] {
  return (config = {}) => {
    const { eachMessage } = config
    if (eachMessage === undefined) return consumer.run(config)
    const traced = async (payload: EachMessagePayload) => {
      const carrier: Record<string, string> = {}
      for (const [key, value] of Object.entries(payload.message.headers ?? {})) {
        if (value !== undefined) carrier[key] = value.toString()
      }
      const parent = tracer.extract(FORMAT_TEXT_MAP, carrier) ?? undefined
      const span = tracer.startSpan(`process ${payload.topic}`, {
        ...(parent !== undefined && { childOf: parent }),
        tags: { [Tags.SPAN_KIND]: 'consumer', topic: payload.topic, partition: payload.partition },
      })
      try {
        await activeSpan.run(span, () => eachMessage(payload))
      } catch (error) {
        span.setTag(Tags.ERROR, true)
        throw error
      } finally {
        span.finish()
      }
    }
    return consumer.run({ ...config, eachMessage: traced })
  }
}
