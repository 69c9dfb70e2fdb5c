import { faultOfHello, helloRequest, PROTOCOL, type Hello, type LiveTopic } from '../protocol/hello'
import { SubjectBroken, SubjectSession } from '../subject/subject-session'

interface Life {
  readonly session: SubjectSession
  readonly hello: Hello
}

/** A subject that is started anew when it has broken. Each life begins with hello. */
export class SubjectLives {
  /** As it said in its first life. */
  subject: Hello | undefined
  readonly #command: readonly string[]
  readonly #startTimeoutMs: number
  readonly #live: LiveTopic | undefined
  #session: SubjectSession | undefined
  #life: Life | undefined

  constructor(command: readonly string[], startTimeoutMs: number, live: LiveTopic | undefined) {
    this.#command = command
    this.#startTimeoutMs = startTimeoutMs
    this.#live = live
  }

  /** @throws SubjectBroken */
  async begin(): Promise<Life> {
    const session = new SubjectSession(this.#command)
    this.#session = session
    const request = helloRequest(this.#live)
    const answer = await session.ask(request.id, this.#startTimeoutMs, () => session.writeLine(request))
    const fault = faultOfHello(answer)
    if (fault !== undefined) {
      const version =
        answer['protocol'] === undefined || answer['protocol'] === PROTOCOL
          ? ''
          : ` (this runner speaks protocol ${PROTOCOL})`
      throw new SubjectBroken(`the subject's answer to hello has another shape: ${fault}${version}`, [])
    }
    if (this.#live !== undefined && answer['live'] !== true) {
      throw new SubjectBroken('the subject has no live form: its answer to hello lacks "live": true', [])
    }
    const hello = answer as unknown as Hello
    this.subject ??= hello
    this.#life = { session, hello }
    return this.#life
  }

  /** @throws SubjectBroken when it has to be started and does not come up */
  current(): Promise<Life> {
    return this.#life === undefined ? this.begin() : Promise.resolve(this.#life)
  }

  /** Idempotent. */
  async end(): Promise<void> {
    this.#life = undefined
    const session = this.#session
    this.#session = undefined
    await session?.end()
  }
}
