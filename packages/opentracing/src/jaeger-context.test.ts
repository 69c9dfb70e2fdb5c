import { recordingReporter } from '@filrouge/testing'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import jaeger from 'jaeger-client'
import { FORMAT_TEXT_MAP, type SpanContext } from 'opentracing'
import { dialectOf, type Carrier, type Dialect } from './dialect'
import { jaegerIdentity } from './jaeger-context'
import { identityIn } from './span-context'

function setUp(param = 1, traceId128bit = true) {
  const options = { traceId128bit, reporter: recordingReporter() } as unknown as jaeger.TracingOptions
  const tracer = jaeger.initTracer({ serviceName: 'test', sampler: { type: 'const', param } }, options)
  const dialect = dialectOf(tracer) as Dialect
  const injected = (context: SpanContext) => {
    const carrier: Carrier = {}
    tracer.inject(context, FORMAT_TEXT_MAP, carrier)
    return identityIn(carrier, dialect, false)
  }
  return { tracer, injected }
}

describe('a span context of jaeger-client', () => {
  it.each([
    [1, true],
    [0, true],
    [1, false],
  ])('says what is injected of it (sampler %p, 128 bits %p)', (param, traceId128bit) => {
    const { tracer, injected } = setUp(param, traceId128bit)
    const root = tracer.startSpan('root')
    const child = tracer.startSpan('child', { childOf: root })
    child.setBaggageItem('user', 'a b%20,ü')
    for (const context of [root.context(), child.context()]) {
      expect(jaegerIdentity(context)).toEqual(injected(context))
    }
  })
  it('says so of one that was received, or leaves it to inject', () => {
    const { tracer, injected } = setUp()
    const hex = (most: number) =>
      fc.string({ unit: fc.constantFrom(...Array.from('0123456789abcdefA')), minLength: 1, maxLength: most })
    const text = fc.tuple(hex(33), hex(17), hex(17), hex(2)).map((fields) => fields.join(':'))
    fc.assert(
      fc.property(text, (received) => {
        const context = tracer.extract(FORMAT_TEXT_MAP, { 'uber-trace-id': received })
        if (context === null) return
        expect(jaegerIdentity(context) ?? injected(context)).toEqual(injected(context))
      }),
      { numRuns: 2000 },
    )
  })
  it('says the same once its text and its bytes were asked for', () => {
    const { tracer, injected } = setUp()
    const received = tracer.extract(FORMAT_TEXT_MAP, {
      'uber-trace-id': `${'4bf92f35'.repeat(4)}:1:0:1`,
    }) as SpanContext
    const [root, child] = [tracer.startSpan('root'), tracer.startSpan('child', { childOf: received })]
    for (const context of [root.context(), child.context(), received]) {
      const before = jaegerIdentity(context, context !== received)
      const { traceId, traceIdStr } = context as SpanContext & { traceId: unknown; traceIdStr: unknown }
      expect([traceId, typeof traceIdStr]).toEqual([expect.any(Uint8Array), 'string'])
      expect([before, jaegerIdentity(context)]).toEqual([injected(context), injected(context)])
    }
  })
  it('that is none leaves it to inject', () => {
    const { tracer } = setUp()
    const invalid = tracer.extract(FORMAT_TEXT_MAP, {}) as SpanContext
    expect([jaegerIdentity(invalid), jaegerIdentity({})]).toEqual([undefined, undefined])
  })
})
