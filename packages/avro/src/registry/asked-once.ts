import { SchemaRegistryError } from '../errors/schema-registry-error'

/** For how long an answer of "there is no such thing" holds: a topic full of one unknown id asks no registry for each of its records. */
const NO_HOLDS_MS = 10_000
/** Ids of garbage are all different. */
const MOST_NOES = 1000

interface No {
  readonly error: SchemaRegistryError
  readonly until: number
}

/**
 * Answers that do not change, asked for once: also while the first answer is on its way. A failure is forgotten, but for that of a
 * registry that knows no answer or refuses one, which holds for ten seconds.
 */
export class AskedOnce<K, A> {
  readonly #ask: (key: K) => Promise<A>
  readonly #now: () => number
  readonly #answers = new Map<K, A>()
  readonly #noes = new Map<K, No>()
  readonly #underWay = new Map<K, Promise<A>>()

  /** @param now milliseconds of a clock that only goes forward */
  constructor(ask: (key: K) => Promise<A>, now = () => performance.now()) {
    this.#ask = ask
    this.#now = now
  }

  /** At once where it is known. */
  of(key: K): A | Promise<A> {
    const known = this.#answers.get(key)
    if (known !== undefined) return known
    const no = this.#noes.get(key)
    if (no !== undefined && this.#now() < no.until) return Promise.reject(no.error)
    return this.#underWay.get(key) ?? this.#asked(key)
  }

  #asked(key: K): Promise<A> {
    const asked = this.#ask(key).then(
      (answer) => {
        this.#underWay.delete(key)
        this.#noes.delete(key)
        this.#answers.set(key, answer)
        return answer
      },
      (error: unknown) => {
        this.#underWay.delete(key)
        if (error instanceof SchemaRegistryError && !error.isPassing) this.#note(key, error)
        throw error
      },
    )
    this.#underWay.set(key, asked)
    return asked
  }

  #note(key: K, error: SchemaRegistryError): void {
    if (this.#noes.size >= MOST_NOES) this.#noes.clear()
    this.#noes.set(key, { error, until: this.#now() + NO_HOLDS_MS })
  }
}
