import type { FormatName, HeaderFormat } from '@filrouge/propagation'
import type { MessageTracer } from '../message-tracer'
import type { Observer } from '../observe/observer'
import type { ConsumerPolicy } from '../policies/consumer-policy'
import type { ProducerPolicy } from '../policies/producer-policy'
import type { TopicRule } from '../policies/topic-rule'
import type { SpanDecorator, SpanNameProvider } from '../span-decorator'

export interface MessagingOptions {
  readonly tracer: MessageTracer
  /** how messages are sent, unless a rule says otherwise */
  readonly producer?: ProducerPolicy
  /** how received messages are handled, unless a rule says otherwise */
  readonly consumer?: ConsumerPolicy
  /** what differs for some topics; the first that fits counts */
  readonly rules?: readonly TopicRule[]
  /** names, or formats of your own; the lists are looked up once: do not change them */
  readonly formats?: {
    /** in the order of precedence; by default all */
    readonly read?: readonly (FormatName | HeaderFormat)[]
    /** by default what fits the tracer */
    readonly write?: readonly (FormatName | HeaderFormat)[]
  }
  readonly observers?: readonly Observer[]
  /** events that wait for an observer at most; default 1000 */
  readonly observerQueue?: number
  /** called with each span when it starts and ends; one that throws is reported once and harms no message */
  readonly decorators?: readonly SpanDecorator[]
  /** another name for a span, or nothing for the usual one; backends group by name, so keep keys, offsets and ids out of it */
  readonly spanName?: SpanNameProvider
  /** record keys of messages on their spans, as text of at most 128 characters; default false, since keys may name people */
  readonly recordKeys?: boolean
  /** what a topic takes in one batch, in bytes, uncompressed: its `max.message.bytes`; default 1,000,000, a little less than a broker's own default */
  readonly maxMessageBytes?: number
  readonly clientId?: string
  /** the client that spans name; by default the one that is wrapped */
  readonly component?: string
  /**
   * Where another instrumentation already traces a client: `yield` (default) makes no spans of ours and only propagates, `both`
   * makes ours too.
   */
  readonly onForeign?: 'yield' | 'both'
  /** where an error of a tracer, an observer or a hook is reported, once each kind; default `process.emitWarning` */
  readonly onError?: (error: Error) => void
}
