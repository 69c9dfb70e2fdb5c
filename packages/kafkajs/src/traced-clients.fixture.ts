import { openTracing } from '@filrouge/opentracing'
import { recordingReporter, tagsOf as tagsOfSpan, type ReportedSpan } from '@filrouge/testing'
import { jest } from '@jest/globals'
import jaeger from 'jaeger-client'
import type { Tracer } from 'opentracing'
import { kafkaTracing, type MessagingOptions } from './index'

export type { ReportedSpan as Reported } from '@filrouge/testing'
export type Record = { topic: string; messages: readonly Message[] }
export type Message = { key?: string | null; value: string | null; headers?: { [key: string]: string } }

export const TRACE = '4bf92f3577b34da6a3ce929d0e0e4736'
export const SPAN = '00f067aa0ba902b7'
export const TRACEPARENT = `00-${TRACE}-${SPAN}-01`

/** A real tracer, a producer of kafkajs's shape that keeps what it is sent, and what was reported. */
export function setUp(options: Partial<MessagingOptions> = {}) {
  const reporter = recordingReporter()
  const { spans } = reporter
  const tracer = jaeger.initTracer({ serviceName: 'test', sampler: { type: 'const', param: 1 } }, {
    traceId128bit: true,
    reporter,
  } as unknown as jaeger.TracingOptions) as Tracer
  const errors: Error[] = []
  const tracing = kafkaTracing({ tracer: openTracing(tracer), onError: (error) => errors.push(error), ...options })
  const sent: Record[] = []
  const raw = {
    send: jest.fn((record: Record): Promise<unknown> => {
      sent.push(record)
      return Promise.resolve([{ topicName: record.topic, partition: 2, baseOffset: '7' }])
    }),
    sendBatch: jest.fn((batch: { topicMessages: Record[] }): Promise<unknown> => {
      sent.push(...batch.topicMessages)
      return Promise.resolve([])
    }),
    transaction: () => Promise.resolve({ send: raw.send, sendBatch: raw.sendBatch, commit: () => Promise.resolve() }),
  }
  return { tracer, tracing, spans, sent, raw, producer: tracing.producer(raw), errors }
}
export const tagsOf = (span: ReportedSpan | undefined) => (span === undefined ? {} : tagsOfSpan(span))

export function consumer(tracing: ReturnType<typeof setUp>['tracing']) {
  let config: { [name: string]: (payload: object) => unknown } = {}
  const raw = {
    run: (given?: never) => {
      config = given as unknown as typeof config
      return Promise.resolve()
    },
  }
  const wrapped = tracing.consumer(raw, { groupId: 'billing' })
  const call = (name: string) => (payload: object) => config[name]?.(payload)
  return { wrapped, receive: call('eachMessage'), batch: call('eachBatch') }
}
export const message = (
  headers: { readonly [key: string]: unknown } = { traceparent: Buffer.from(TRACEPARENT) },
  offset = '5',
) => ({
  key: null,
  value: Buffer.from('x'),
  offset,
  timestamp: String(Date.now() - 20),
  headers,
})
export const payload = (headers?: { readonly [key: string]: unknown }) => ({
  topic: 'orders',
  partition: 1,
  message: message(headers),
})
