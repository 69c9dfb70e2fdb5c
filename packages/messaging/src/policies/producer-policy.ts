import type { BaggagePolicy } from './baggage-policy'

/**
 * What tracing does with messages. `trace` (default): a span each, its context written. `propagate-only`: no span; the context
 * of the parent goes on. `strip`: a span, but no trace leaves or enters by the headers. `off`: nothing at all.
 */
export type Mode = 'trace' | 'propagate-only' | 'strip' | 'off'
export const MODES: readonly Mode[] = ['trace', 'propagate-only', 'strip', 'off']

/** How messages are sent. */
export interface ProducerPolicy {
  /** `strip` removes the headers of a trace that a message carries, and writes none: for topics that strangers read */
  readonly mode?: Mode
  /**
   * `send`: one span a topic of a call, its context in all its messages. `message`: one a message. `auto` (default): `send`
   * where a span is active, else `message`, so that unrelated messages never become one trace.
   */
  readonly spans?: 'auto' | 'send' | 'message'
  /** A message that carries a valid context already: `replace` it (default), or `preserve` it byte for byte and link to it. */
  readonly onExisting?: 'replace' | 'preserve'
  /** the baggage that is written, a message's own included; by default all */
  readonly baggage?: BaggagePolicy
}
