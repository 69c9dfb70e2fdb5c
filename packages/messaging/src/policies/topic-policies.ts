import { LIMITS, type ExtractOptions } from '@filrouge/propagation'
import type { Guard } from '../guard'
import type { MessagingOptions } from '../options'
import { allowedKeys, type AllowedKeys } from './baggage-policy'
import type { ConsumerPolicy } from './consumer-policy'
import { globs } from './glob'
import type { Mode, ProducerPolicy } from './producer-policy'
import type { TopicRule } from './topic-rule'

export interface Producing {
  readonly mode: Mode
  readonly spans: 'auto' | 'send' | 'message'
  readonly preserves: boolean
  readonly allowed: AllowedKeys
}

export interface Consuming {
  readonly mode: Mode
  readonly links: boolean
  readonly trusts: boolean
  /** milliseconds, Infinity for none */
  readonly maxAge: number
  readonly reads: ExtractOptions
  readonly allowed: AllowedKeys
}

/** A topic's name may come from a user of the service, so what is remembered of topics is bounded. */
const REMEMBERED_TOPICS = 10_000

/** What the rules say of each topic, worked out once a topic. */
export class TopicPolicies {
  readonly #options: MessagingOptions
  readonly #guard: Guard
  readonly #rules: readonly { readonly rule: TopicRule; readonly fits: (topic: string) => boolean }[]
  readonly #producing = new Map<string, Producing>()
  readonly #consuming = new Map<string, Consuming>()

  constructor(options: MessagingOptions, guard: Guard) {
    this.#options = options
    this.#guard = guard
    this.#rules = (options.rules ?? []).map((rule) => ({ rule, fits: testOf(rule.topics) }))
  }

  producing(topic: string): Producing {
    return this.#producing.get(topic) ?? remember(this.#producing, topic, this.#workOutProducing(topic))
  }

  consuming(topic: string): Consuming {
    return this.#consuming.get(topic) ?? remember(this.#consuming, topic, this.#workOutConsuming(topic))
  }

  #workOutProducing(topic: string): Producing {
    const { mode, spans, onExisting, baggage }: ProducerPolicy = {
      ...this.#options.producer,
      ...this.#ruleFor(topic)?.producer,
    }
    const preserves = onExisting === 'preserve'
    return { mode: mode ?? 'trace', spans: spans ?? 'auto', preserves, allowed: this.#guarded(allowedKeys(baggage)) }
  }

  #workOutConsuming(topic: string): Consuming {
    const policy: ConsumerPolicy = { ...this.#options.consumer, ...this.#ruleFor(topic)?.consumer }
    const trusts = policy.trust !== false
    const read = this.#options.formats?.read
    return {
      mode: policy.mode ?? 'trace',
      links: policy.relation === 'link' || !trusts,
      trusts,
      maxAge: policy.maxAge ?? Infinity,
      reads: {
        ...(read !== undefined && { read }),
        ...(policy.strict === true && { strict: true }),
        ...(!trusts && { debug: false }),
        ...(policy.limits !== undefined && { limits: { ...LIMITS, ...policy.limits } }),
      },
      allowed: this.#guarded(allowedKeys(policy.baggage ?? (trusts ? 'all' : 'none'))),
    }
  }

  /** The first rule that fits. */
  #ruleFor(topic: string): TopicRule | undefined {
    const found = this.#rules.find(({ fits }) => this.#guard.run('a test of topics', () => fits(topic)) === true)
    return found?.rule
  }

  /** A test of keys that throws lets nothing pass: it stands at a border. */
  #guarded(allowed: AllowedKeys): AllowedKeys {
    return allowed && ((key) => this.#guard.run('a test of baggage keys', () => allowed(key)) === true)
  }
}

function testOf(topics: TopicRule['topics']): (topic: string) => boolean {
  if (typeof topics === 'function') return topics
  return globs(typeof topics === 'string' ? [topics] : topics)
}

function remember<T>(known: Map<string, T>, topic: string, policy: T): T {
  if (known.size >= REMEMBERED_TOPICS) known.clear()
  known.set(topic, policy)
  return policy
}
