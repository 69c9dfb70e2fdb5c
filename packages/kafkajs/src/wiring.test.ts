import { openTracing } from '@filrouge/opentracing'
import { describe, expect, it } from '@jest/globals'
import { Tracer } from 'opentracing'
import { kafkaTracing } from './index'

const tracer = openTracing(new Tracer())
const wrong = (value: unknown) => value as never

describe('wiring mistakes are told when tracing is set up', () => {
  it.each([
    ['a tracer that was not wrapped', { tracer: wrong(new Tracer()) }, /^tracer is no message tracer: wrap/],
    ['no tracer', wrong({}), /^tracer is no message tracer/],
    ['no options', wrong(undefined), /^tracer is no message tracer/],
    ['an unknown format to write', { tracer, formats: { write: [wrong('b4')] } }, /^unknown header format "b4": use/],
    ['an unknown format to read', { tracer, formats: { read: [wrong('b4')] } }, /^unknown header format "b4": use/],
    [
      'a format that is only read',
      { tracer, formats: { write: ['x-amzn-trace-id'] as const } },
      /"x-amzn-trace-id" is only read: write/,
    ],
    [
      'an unknown choice',
      { tracer, producer: { spans: wrong('each') } },
      /^producer.spans is "each": use one of auto, send, message/,
    ],
    [
      'an age that is no number',
      { tracer, consumer: { maxAge: wrong('1h') } },
      /^consumer.maxAge is "1h": use a number from 0/,
    ],
    ['a misspelt option', wrong({ tracer, rule: [] }), /^rule is no option: use tracer, /],
    ['a misspelt policy', { tracer, consumer: wrong({ trusts: false }) }, /^consumer.trusts is no option: use mode, /],
    [
      'a rule without topics',
      { tracer, rules: [wrong({ producer: {} })] },
      /^rules\[0\].topics is undefined: use names/,
    ],
    [
      'a parent that is not trusted',
      { tracer, rules: [{ topics: 'a', consumer: { trust: false, relation: 'parent' as const } }] },
      /^rules\[0\].consumer: a parent decides on sampling/,
    ],
  ])('%s', (_what, options, message) => {
    expect(() => kafkaTracing(options)).toThrow(message)
  })

  it('clients that are none', () => {
    const tracing = kafkaTracing({ tracer })
    expect(() => tracing.producer(wrong({}))).toThrow(
      'tracing.producer was given no producer of kafkajs: it has no send, sendBatch',
    )
    expect(() => tracing.consumer(wrong({ send: () => undefined }))).toThrow('it has no run')
    expect(() => tracing.kafka(wrong(undefined))).toThrow('it has no producer, consumer')
  })

  it('what is no OpenTracing tracer', () => {
    expect(() => openTracing(wrong({}))).toThrow('tracer has no startSpan, inject and extract')
    expect(() => openTracing(wrong(undefined))).toThrow('tracer has no startSpan, inject and extract')
  })
})
