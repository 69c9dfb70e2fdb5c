import type { ConsumerPolicy } from './consumer-policy'
import type { ProducerPolicy } from './producer-policy'

/** What differs for some topics; the first rule that fits a topic counts, and what it leaves out is as for all others. */
export interface TopicRule {
  /**
   * Names with `*` and `?` as wildcards, or a test of a name; asked once a topic. Where a test throws or answers neither true nor
   * false, the topic is handled as by `strip` in both directions, and its writers are not trusted.
   */
  readonly topics: string | readonly string[] | ((topic: string) => boolean)
  readonly producer?: ProducerPolicy
  readonly consumer?: ConsumerPolicy
}
