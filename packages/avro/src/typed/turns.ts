/** Lets calls reach the client in their order, while what some of them need is still on its way. */
export class Turns {
  /** resolves when the last call has reached the client or failed; nothing where none is on its way */
  #last: Promise<void> | undefined

  async take<E, R>(encode: () => E | Promise<E>, send: (encoded: E) => Promise<R>): Promise<R> {
    const encoded = encode()
    const before = this.#last
    if (before === undefined && !(encoded instanceof Promise)) return send(encoded)
    const outcome = Promise.resolve(encoded)
    // looked at in its turn
    outcome.catch(() => undefined)
    let passOn = (): void => undefined
    const mine = new Promise<void>((resolve) => (passOn = resolve))
    this.#last = mine
    let sent: Promise<R>
    try {
      await before
      sent = send(await outcome)
    } finally {
      if (this.#last === mine) this.#last = undefined
      passOn()
    }
    return sent
  }
}
