import type { ExtractOptions, FormatName, HeaderFormat } from '@filrouge/propagation'
import { Guard } from './guard'
import type { MessageTracer } from './message-tracer'
import { Counters, type Counts } from './observe/counts'
import { EventQueue } from './observe/event-queue'
import type { HopEvent } from './observe/hop-event'
import type { MessagingOptions } from './options/messaging-options'
import { checkOptions } from './options/check-options'
import { TopicPolicies } from './policies/topic-policies'
import { HeaderSupport } from './produce/header-support'

export interface CloseOptions {
  /** default 5000 */
  readonly timeoutMs?: number
  /** false leaves a tracer open that others use too; default true */
  readonly closeTracer?: boolean
}

/** What the wrappers of one tracing object share: options, policies, counts, and whether it is still open. */
export class Messaging {
  readonly options: MessagingOptions
  readonly tracer: MessageTracer
  readonly policies: TopicPolicies
  readonly headerSupport: HeaderSupport
  /** how contexts of this process's own making are read: those of messages to send, and stored ones */
  readonly reads: ExtractOptions
  readonly counters = new Counters()
  readonly guard: Guard
  readonly #queues: readonly EventQueue[]
  /** one function for all messages */
  readonly #isNoop = (): unknown => this.tracer.isNoop?.()
  /** whether somebody beside the tracer is told of hops: observers, decorators, who names spans */
  readonly tells: boolean
  #writes: readonly (FormatName | HeaderFormat)[] | undefined
  #closing: Promise<void> | undefined

  /** @throws TypeError for options that cannot work */
  constructor(options: MessagingOptions) {
    checkOptions(options)
    this.options = options
    this.tracer = options.tracer
    this.guard = new Guard(this.counters, options.onError)
    this.policies = new TopicPolicies(options, this.guard)
    this.headerSupport = new HeaderSupport(this.guard)
    const limit = options.observerQueue ?? 1000
    const dropped = () => {
      this.counters.eventsDropped++
    }
    this.#queues = (options.observers ?? []).map((observer) => new EventQueue(observer, limit, this.guard, dropped))
    const { decorators = [], spanName } = options
    this.tells = this.#queues.length > 0 || decorators.length > 0 || spanName !== undefined
    const { read, write } = options.formats ?? {}
    this.reads = read === undefined ? {} : { read }
    this.#writes = write
  }

  /** Asked of the tracer at the first message, since a tracer may only then be set up. */
  writes(): readonly (FormatName | HeaderFormat)[] {
    return (this.#writes ??= this.tracer.defaultFormats())
  }

  /** Whether anybody is told of hops; without, no event is made. */
  get isObserved(): boolean {
    return this.#queues.length > 0
  }

  /** Whether hops are counted and nothing else: the tracer does nothing now, and nobody else is told of them. */
  get onlyCounts(): boolean {
    return !this.tells && this.guard.run('asking the tracer', this.#isNoop) === true
  }

  observe(event: HopEvent): void {
    for (const queue of this.#queues) queue.push(event)
  }

  /** After `close` wrappers hand everything on as it is. */
  get isOpen(): boolean {
    return this.#closing === undefined
  }

  counts(): Counts {
    return this.counters.snapshot()
  }

  /** Idempotent; disconnects no client. Flushes observers, then closes the tracer, and gives up waiting at the deadline. */
  close({ timeoutMs = 5000, closeTracer = true }: CloseOptions = {}): Promise<void> {
    return (this.#closing ??= this.#close(timeoutMs, closeTracer))
  }

  /** Both at once: an observer that hangs must not take the tracer's time. */
  async #close(timeoutMs: number, closeTracer: boolean): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.guard.caught('closing', new Error(`not done after ${String(timeoutMs)} ms`))
        resolve()
      }, timeoutMs)
    })
    const flushed = this.#queues.map((queue) => this.#settle('closing an observer', () => queue.flush()))
    const closed = closeTracer ? [this.#settle('closing the tracer', () => this.tracer.close())] : []
    await Promise.race([Promise.all([...flushed, ...closed]), deadline])
    clearTimeout(timer)
  }

  async #settle(place: string, fn: () => Promise<void>): Promise<void> {
    try {
      await fn()
    } catch (error) {
      this.guard.caught(place, error)
    }
  }
}
