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
    ['an age that is NaN', { tracer, consumer: { maxAge: NaN } }, /^consumer.maxAge is NaN: use a number from 0/],
    ['formats that are no list', { tracer, formats: { write: wrong(5) } }, /^formats.write is no list: use \[/],
    ['a format that is none', { tracer, formats: { read: [wrong(null)] } }, /^formats.read\[0\] is null: use a name/],
    ['a misspelt option', wrong({ tracer, rule: [] }), /^rule is no option: use tracer, /],
    ['a misspelt policy', { tracer, consumer: wrong({ trusts: false }) }, /^consumer.trusts is no option: use mode, /],
    [
      'a rule without topics',
      { tracer, rules: [wrong({ producer: {} })] },
      /^rules\[0\].topics is undefined: use names/,
    ],
    [
      'baggage that is no list',
      { tracer, consumer: { baggage: wrong('tenant') } },
      /^consumer.baggage is "tenant": use all, none, a list of keys/,
    ],
    [
      'a limit that is none',
      { tracer, consumer: { limits: wrong({ lnks: 3 }) } },
      /^consumer.limits.lnks is no option: use field, /,
    ],
    [
      'a limit that is no number',
      { tracer, consumer: { limits: { links: wrong('x') } } },
      /^consumer.limits.links is "x": use a number/,
    ],
    ['a policy that is none', { tracer, producer: wrong('strip') }, /^producer is "strip": use an object of mode, /],
    ['a rule that is none', { tracer, rules: [wrong(null)] }, /^rules\[0\] is null: use an object of topics, /],
    [
      'rules that are no list',
      { tracer, rules: wrong({}) },
      /^rules is no list: use \[{ topics, producer\?, consumer\? }\]/,
    ],
    ['formats misspelt', { tracer, formats: wrong({ wirte: [] }) }, /^formats.wirte is no option: use read, write/],
    [
      'an observer misspelt',
      { tracer, observers: [wrong({ onhop: () => undefined })] },
      /^observers\[0\] has none of the functions onHop, flush/,
    ],
    ['an observer that is none', { tracer, observers: [wrong(null)] }, /^observers\[0\] has none/],
    [
      'observers that are no list',
      { tracer, observers: wrong({}) },
      /^observers is no list: use \[{ onHop\?, flush\? }\]/,
    ],
    [
      'a decorator misspelt',
      { tracer, decorators: [wrong({ onstart: () => undefined })] },
      /^decorators\[0\] has none of the functions onStart/,
    ],
    [
      'a hook that is no function',
      { tracer, decorators: [wrong({ onStart: () => undefined, onEnd: 1 })] },
      /^decorators\[0\].onEnd is 1: use a function/,
    ],
    ['a name that is no function', { tracer, spanName: wrong('x') }, /^spanName is "x": use a function/],
    ['a report that is no function', { tracer, onError: wrong(5) }, /^onError is 5: use a function/],
    ['a text that is none', { tracer, clientId: wrong(5n) }, /^clientId is 5: use a text/],
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
