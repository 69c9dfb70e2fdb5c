import type { FormatName, HeaderFormat } from '@filrouge/propagation'
import type { MessageTracer } from './message-tracer'
import type { Observer } from './observer'

export interface MessagingOptions {
  readonly tracer: MessageTracer
  readonly observers?: readonly Observer[]
  /** names, or formats of your own; the lists are looked up once: do not change them */
  readonly formats?: {
    /** in the order of precedence; by default all */
    readonly read?: readonly (FormatName | HeaderFormat)[]
    /** by default what fits the tracer */
    readonly write?: readonly (FormatName | HeaderFormat)[]
  }
  /**
   * Producer spans. `send`: one a topic of a call, its context in all its messages. `message`: one a message. `auto` (default):
   * `send` where a span is active, else `message`, so that unrelated messages never become one trace.
   */
  readonly spans?: 'auto' | 'send' | 'message'
  /** A message that carries a valid context already: `replace` it (default), or `preserve` it byte for byte and link to it. */
  readonly onExisting?: 'replace' | 'preserve'
  /** How a consumer span hangs on the message's context. `auto` (default) is `parent`, for a batch links. `link` starts a new trace. */
  readonly relation?: 'auto' | 'parent' | 'link'
  /** a context of a record older than this, in milliseconds, is linked instead of continued; none by default */
  readonly maxAge?: number
  /** what the client takes in one batch, in bytes, uncompressed; default 1,000,000 */
  readonly maxMessageBytes?: number
  readonly clientId?: string
  /** where an error of a tracer or observer is reported, once each kind; default `process.emitWarning` */
  readonly onError?: (error: Error) => void
}
