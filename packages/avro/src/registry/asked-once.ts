/** Answers that do not change, asked for once: also while the first answer is on its way. A failure is forgotten. */
export class AskedOnce<K, A> {
  readonly #ask: (key: K) => Promise<A>
  readonly #answers = new Map<K, A>()
  readonly #underWay = new Map<K, Promise<A>>()

  constructor(ask: (key: K) => Promise<A>) {
    this.#ask = ask
  }

  /** At once where it is known. */
  of(key: K): A | Promise<A> {
    const known = this.#answers.get(key)
    return known !== undefined ? known : (this.#underWay.get(key) ?? this.#asked(key))
  }

  #asked(key: K): Promise<A> {
    const asked = this.#ask(key).then(
      (answer) => {
        this.#underWay.delete(key)
        this.#answers.set(key, answer)
        return answer
      },
      (error: unknown) => {
        this.#underWay.delete(key)
        throw error
      },
    )
    this.#underWay.set(key, asked)
    return asked
  }
}
