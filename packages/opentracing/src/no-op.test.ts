import { describe, expect, it } from '@jest/globals'
import jaeger from 'jaeger-client'
import { globalTracer, Tracer } from 'opentracing'
import { isNoop } from './no-op'

describe('a no-op tracer', () => {
  it('is the one of opentracing, and what jaeger-client gives where it is disabled', () => {
    const disabled = jaeger.initTracer({ serviceName: 'test', disable: true }, {})
    expect([isNoop(new Tracer()), isNoop(disabled)]).toEqual([true, true])
  })
  it('is not the global one, behind which another may be set at any time', () => {
    expect(isNoop(globalTracer())).toBe(false)
  })
  it('is none that has a method of its own, by its class or patched in later', () => {
    class Starting extends Tracer {
      protected override _startSpan(...given: Parameters<Tracer['_startSpan']>) {
        return super._startSpan(...given)
      }
    }
    const patched = new Tracer()
    expect(isNoop(patched)).toBe(true)
    patched.extract = () => null
    expect([isNoop(new Starting()), isNoop(patched)]).toEqual([false, false])
  })
})
