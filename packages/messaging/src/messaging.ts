import type { ExtractOptions, FormatName, HeaderFormat } from '@filrouge/propagation'
import { Counters, type Counts } from './counts'
import { Guard } from './guard'
import type { MessageTracer } from './message-tracer'
import type { Observer } from './observer'
import type { MessagingOptions } from './options'
import { checkOptions } from './options-check'

export interface CloseOptions {
  /** default 5000 */
  readonly timeoutMs?: number
  /** false leaves a tracer open that others use too; default true */
  readonly closeTracer?: boolean
}

/** What the wrappers of one tracing object share: options, counts, and whether it is still open. */
export class Messaging {
  readonly options: MessagingOptions
  readonly tracer: MessageTracer
  readonly observers: readonly Observer[]
  readonly reads: ExtractOptions
  readonly maxMessageBytes: number
  readonly counters = new Counters()
  readonly guard: Guard
  #writes: readonly (FormatName | HeaderFormat)[] | undefined
  #closing: Promise<void> | undefined

  /** @throws TypeError for options that cannot work */
  constructor(options: MessagingOptions) {
    checkOptions(options)
    this.options = options
    this.tracer = options.tracer
    this.observers = options.observers ?? []
    this.reads = options.formats?.read === undefined ? {} : { read: options.formats.read }
    this.maxMessageBytes = options.maxMessageBytes ?? 1_000_000
    this.guard = new Guard(this.counters, options.onError)
    this.#writes = options.formats?.write
  }

  /** Asked of the tracer at the first message, since a tracer may only then be set up. */
  writes(): readonly (FormatName | HeaderFormat)[] {
    return (this.#writes ??= this.tracer.defaultFormats())
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

  async #close(timeoutMs: number, closeTracer: boolean): Promise<void> {
    let timer: NodeJS.Timeout | undefined
    const deadline = new Promise<void>((resolve) => {
      timer = setTimeout(() => {
        this.guard.caught('closing', new Error(`not done after ${String(timeoutMs)} ms`))
        resolve()
      }, timeoutMs)
    })
    const flushed = Promise.all(this.observers.map((observer) => this.#settle('an observer', () => observer.flush?.())))
    const closed = flushed.then(() => (closeTracer ? this.#settle('the tracer', () => this.tracer.close()) : undefined))
    await Promise.race([closed, deadline])
    clearTimeout(timer)
  }

  async #settle(place: string, fn: () => Promise<void> | undefined): Promise<void> {
    try {
      await fn()
    } catch (error) {
      this.guard.caught(`closing ${place}`, error)
    }
  }
}
