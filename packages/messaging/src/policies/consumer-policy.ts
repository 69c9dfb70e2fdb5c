import type { Limits } from '@filrouge/propagation'
import type { BaggagePolicy } from './baggage-policy'
import type { Mode } from './producer-policy'

/** How received messages are handled. */
export interface ConsumerPolicy {
  /** `strip` starts a new trace and hands the handler messages without the headers of a trace, so that it cannot pass them on */
  readonly mode?: Mode
  /** How a consumer span hangs on the message's context. `auto` (default) is `parent`, for a batch links. `link` starts a new trace. */
  readonly relation?: 'auto' | 'parent' | 'link'
  /** a context of a record older than this, in milliseconds, is linked instead of continued; none by default */
  readonly maxAge?: number
  /**
   * `false` for topics that strangers write to: their context is linked and never continued, so that your tracer decides on
   * sampling; debug flags and decisions are ignored, and no baggage comes in unless `baggage` names it. Default true.
   */
  readonly trust?: boolean
  /** refuse a header that stands there with several different valid values, instead of taking the last; default false */
  readonly strict?: boolean
  /** the baggage that comes in; by default all, none where `trust` is false */
  readonly baggage?: BaggagePolicy
  /** bounds of what is read; by default those of the specification */
  readonly limits?: Partial<Limits>
}
