import type { Timer } from './clock'
import type { HopEvent } from './observe/hop-event'
import type { MessageAttributes, MessageSpan, SpanRequest } from './message-tracer'
import type { Messaging } from './messaging'
import type { HopInfo } from './span-decorator'
import { errorText } from './thrown-error'

/** How a hop's span hangs on others. */
export type Relation = Pick<SpanRequest, 'parent' | 'links' | 'decision'>

/** What is known of a hop when it begins: all that its span, its hooks and its event want to know, in one object a hop. */
export interface HopStart extends HopInfo, SpanRequest {
  readonly messages: number
  readonly faults?: HopEvent['faults']
}

interface Failure {
  readonly error: unknown
}

/** A hop that has begun: its span, its clock, and how it is ended. */
export class Hop {
  readonly span: MessageSpan
  /** the tracer's own span */
  readonly native: unknown
  readonly #messaging: Messaging
  readonly #timer: Timer
  readonly #isProcess: boolean
  /** held only where hooks or observers are told of the end: what lives until then is copied as garbage is collected */
  readonly #told: HopStart | undefined

  /**
   * @param timer by which `start` has its time; hops that begin and end together have one: reading clocks takes a tenth of a span's
   *   time
   * @throws what the tracer throws, and TypeError where it gives no span: callers go on without one
   */
  constructor(messaging: Messaging, start: HopStart, timer: Timer) {
    this.#messaging = messaging
    this.#timer = timer
    this.#isProcess = start.hop === 'process'
    this.#told = messaging.tells ? start : undefined
    const { spanName, decorators } = messaging.options
    const named = spanName && messaging.guard.run('spanName', () => spanName(infoOf(start)))
    const isNamed = typeof named === 'string' && named !== ''
    this.span = messaging.tracer.start(isNamed ? { ...start, name: named } : start)
    // read here, where a broken span costs nothing but itself
    this.native = requireSpan(this.span).native
    if (decorators === undefined) return
    for (const decorator of decorators) {
      messaging.guard.run('a decorator', () => decorator.onStart?.(this.native, infoOf(start)))
    }
  }

  /** @param endTime milliseconds since 1970, with microseconds in the fraction */
  ended(attributes?: MessageAttributes, endTime = this.#timer.end()): void {
    this.#finish('ok', attributes, undefined, endTime)
  }

  /** As `observeSettlement` tells it, whose value is nobody's business here. */
  resolved(): void {
    this.ended()
  }

  failed(error: unknown, endTime = this.#timer.end()): void {
    this.#finish('failed', undefined, { error }, endTime)
  }

  #finish(
    outcome: HopEvent['outcome'],
    attributes: MessageAttributes | undefined,
    failure: Failure | undefined,
    endTime: number,
  ): void {
    const { counters, guard } = this.#messaging
    const told = this.#told
    if (this.#isProcess) counters.handling[outcome === 'ok' ? 'resolved' : 'failed']()
    if (told !== undefined) this.#tellDecorators(told, failure)
    if (attributes !== undefined || failure !== undefined) {
      guard.run('describing a span', () => {
        if (attributes !== undefined) this.span.describe(attributes)
        if (failure !== undefined) this.span.fail(failure.error)
      })
    }
    // as `guard.run` does, without a function for each span
    try {
      guard.given(FINISHING, (this.span as { finish(endTime: number): unknown }).finish(endTime))
    } catch (error) {
      guard.caught(FINISHING, error)
    }
    if (told === undefined || !this.#messaging.isObserved) return
    guard.run('an event', () => this.#messaging.observe(this.#event(told, outcome, endTime, attributes, failure)))
  }

  #tellDecorators(told: HopStart, failure: Failure | undefined): void {
    const { guard, options } = this.#messaging
    for (const decorator of options.decorators ?? []) {
      guard.run('a decorator', () => decorator.onEnd?.(this.native, infoOf(told), failure ?? {}))
    }
  }

  #event(
    told: HopStart,
    outcome: HopEvent['outcome'],
    endTime: number,
    added: MessageAttributes | undefined,
    failure: Failure | undefined,
  ): HopEvent {
    const { hop, messages, attributes, faults = [] } = told
    const { context } = this.span
    const {
      topic = told.topic,
      partition,
      offset,
      consumerGroup,
      clientId,
      queueTimeMs,
      attempt,
      conflicts,
    } = {
      ...attributes,
      ...added,
    }
    return {
      hop,
      ...(context !== undefined && { traceId: context.traceId, spanId: context.spanId }),
      ...(context?.sampled !== undefined && { sampled: context.sampled }),
      topic,
      ...(partition !== undefined && { partition }),
      ...(offset !== undefined && { offset }),
      ...(consumerGroup !== undefined && { consumerGroup }),
      ...(clientId !== undefined && { clientId }),
      messages,
      startTime: this.#timer.startTime,
      durationMs: endTime - this.#timer.startTime,
      ...(queueTimeMs !== undefined && { queueTimeMs }),
      ...(attempt !== undefined && { attempt }),
      outcome,
      ...(failure !== undefined && { error: errorText(failure.error) }),
      faults,
      conflicts: conflicts ?? 0,
    }
  }
}

const FINISHING = 'finishing a span'

/** What hooks are told: they are made no promise of more. */
function infoOf({ hop, topic, message }: HopStart): HopInfo {
  return message === undefined ? { hop, topic } : { hop, topic, message }
}

function requireSpan(span: MessageSpan | undefined): MessageSpan {
  if (typeof span?.finish === 'function') return span
  throw new TypeError('the tracer started no span')
}
