import { LIMITS, type ExtractOptions } from '@filrouge/propagation'
import type { Guard } from '../guard'
import { textOf } from '../options/requirements'
import { spanNames } from '../span-names'
import type { MessagingOptions } from '../options/messaging-options'
import { allowedKeys, type AllowedKeys } from './baggage-policy'
import type { ConsumerPolicy } from './consumer-policy'
import { globs } from './glob'
import type { Mode, ProducerPolicy } from './producer-policy'
import type { TopicRule } from './topic-rule'

export interface Producing {
  /** of its spans */
  readonly spanName: string
  readonly mode: Mode
  readonly spans: 'auto' | 'send' | 'message'
  readonly preserves: boolean
  readonly allowed: AllowedKeys
}

export interface Consuming {
  /** of its messages' spans */
  readonly spanName: string
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
  readonly #rules: readonly { readonly rule: TopicRule; readonly fits: (topic: string) => unknown }[]
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
    const { mode, spans, onExisting, baggage } = over<ProducerPolicy>(
      this.#options.producer,
      this.#ruleFor(topic)?.producer,
    )
    const preserves = onExisting === 'preserve'
    return {
      spanName: spanNames.send(topic),
      mode: mode ?? 'trace',
      spans: spans ?? 'auto',
      preserves,
      allowed: this.#guarded(allowedKeys(baggage)),
    }
  }

  #workOutConsuming(topic: string): Consuming {
    const policy = over<ConsumerPolicy>(this.#options.consumer, this.#ruleFor(topic)?.consumer)
    const trusts = policy.trust !== false
    const read = this.#options.formats?.read
    return {
      spanName: spanNames.process(topic),
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

  /** The first rule that fits. A test that throws stands at a border: nothing of a trace passes there. */
  #ruleFor(topic: string): TopicRule | undefined {
    for (const { rule, fits } of this.#rules) {
      const answer = this.#guard.run(TEST, () => fits(topic))
      if (answer === true) return rule
      if (answer === false) continue
      if (answer !== undefined)
        this.#guard.caught(TEST, new TypeError(`it answered ${textOf(answer)}: use true or false`))
      return CLOSED
    }
    return undefined
  }

  /** A test of keys that throws lets nothing pass: it stands at a border. */
  #guarded(allowed: AllowedKeys): AllowedKeys {
    return allowed && ((key) => this.#guard.run('a test of baggage keys', () => allowed(key)) === true)
  }
}

const TEST = 'a test of topics'
const CLOSED: TopicRule = { topics: '*', producer: { mode: 'strip' }, consumer: { mode: 'strip', trust: false } }

/** What the rule says, and else what holds for all; a member that is undefined says nothing. */
function over<P extends object>(general: P | undefined, rule: P | undefined): Partial<P> {
  const said = Object.entries(rule ?? {}).filter(([, value]) => value !== undefined)
  return { ...general, ...(Object.fromEntries(said) as Partial<P>) }
}

function testOf(topics: TopicRule['topics']): (topic: string) => unknown {
  if (typeof topics === 'function') {
    const test: (topic: string) => unknown = topics
    // undefined is left to say that it threw
    return (topic) => test(topic) ?? null
  }
  return globs(typeof topics === 'string' ? [topics] : topics)
}

function remember<T>(known: Map<string, T>, topic: string, policy: T): T {
  if (known.size >= REMEMBERED_TOPICS) known.clear()
  known.set(topic, policy)
  return policy
}
