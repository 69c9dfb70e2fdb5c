import { thrownError, type MessageAttributes, type MessageSpan, type SpanIdentity } from '@filrouge/messaging'
import type { BaggageEntry, TraceContext } from '@filrouge/propagation'
import type { Span } from 'opentracing'
import type { NativeContexts } from './native-contexts'
import { tagsOf } from './tags'

/** A message's span over an OpenTracing span. */
export class OpenTracingMessageSpan implements MessageSpan {
  readonly native: Span
  readonly #contexts: NativeContexts
  #identity: SpanIdentity | undefined

  constructor(span: Span, contexts: NativeContexts) {
    this.native = span
    this.#contexts = contexts
  }

  get context(): TraceContext | undefined {
    return this.identify().context
  }

  get baggage(): readonly BaggageEntry[] {
    return this.identify().baggage
  }

  /** Asked where headers or an event need it: the span of a message that is only handled need not be. */
  identify(): SpanIdentity {
    return (this.#identity ??= this.#contexts.identityOf(this.native))
  }

  describe(attributes: MessageAttributes): void {
    this.native.addTags(tagsOf(attributes))
  }

  /** By a log (semantic conventions, "Captured errors"), or by tags where logs go nowhere. */
  fail(error: unknown): void {
    const { name, message, stack } = thrownError(error)
    this.native.setTag('error', true)
    // dd-trace's `log` does nothing
    if (this.#contexts.dialect?.tracer !== 'dd-trace') {
      this.native.log({ event: 'error', 'error.kind': name, message, ...(stack !== undefined && { stack }) })
    } else {
      this.native.addTags({
        'error.type': name,
        'error.message': message,
        ...(stack !== undefined && { 'error.stack': stack }),
      })
    }
  }

  finish(endTime: number): void {
    this.native.finish(endTime)
  }
}
