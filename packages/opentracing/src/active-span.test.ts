import { describe, expect, it } from '@jest/globals'
import { Span, Tracer } from 'opentracing'
import { activeSpan, withSpan } from './active-span'
import { openTracing } from './index'

/** A tracer with a scope of its own, as dd-trace has it. */
class ScopedTracer extends Tracer {
  now: unknown = null
  scope() {
    return {
      active: () => this.now,
      activate: <T>(span: unknown, fn: () => T): T => {
        const before = this.now
        this.now = span
        try {
          return fn()
        } finally {
          this.now = before
        }
      },
    }
  }
}
class OwnedSpan extends Span {
  readonly owner: Tracer
  constructor(owner: Tracer) {
    super()
    this.owner = owner
  }
  protected override _tracer(): Tracer {
    return this.owner
  }
}

it('is kept through awaits, and per call', async () => {
  const [a, b] = [new Span(), new Span()]
  const seen = await Promise.all([a, b].map((span) => withSpan(span, () => Promise.resolve().then(activeSpan))))
  expect([seen[0] === a, seen[1] === b]).toEqual([true, true])
  expect(activeSpan()).toBeUndefined()
})

describe('a tracer with a scope of its own', () => {
  const setUp = () => {
    const native = new ScopedTracer()
    return { native, tracer: openTracing(native), a: new OwnedSpan(native), b: new OwnedSpan(native) }
  }
  it('gives the parent where it has made one active', () => {
    const { native, tracer, a } = setUp()
    native.now = a
    expect(tracer.active()).toEqual({ native: a })
  })
  it.each(['withActive', 'withSpan'] as const)('has active in it what %s makes active', (way) => {
    const { native, tracer, a } = setUp()
    const check = () => {
      expect(native.now).toBe(a)
      expect(tracer.active()).toEqual({ native: a })
    }
    if (way === 'withSpan') withSpan(a, check)
    else tracer.withActive({ native: a }, check)
    expect(tracer.active()).toBeUndefined()
  })
  it('wins where it made another active inside, and not before', () => {
    const { native, tracer, a, b } = setUp()
    native.now = b
    tracer.withActive({ native: a }, () => {
      expect(tracer.active()).toEqual({ native: a })
      native.scope().activate(b, () => expect(tracer.active()).toEqual({ native: b }))
      expect(tracer.active()).toEqual({ native: a })
    })
  })
  it('has nothing active inside where nothing is made active', () => {
    const { native, tracer, a } = setUp()
    native.now = a
    tracer.withActive(undefined, () => expect(tracer.active()).toBeUndefined())
  })
})
