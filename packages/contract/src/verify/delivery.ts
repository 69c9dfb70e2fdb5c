import type { Answer } from '../protocol/answer'
import type { LiveTopic } from '../protocol/hello'
import { requestOf } from '../protocol/request'
import type { SubjectSession } from '../subject/subject-session'
import type { Vector } from '../vectors/vector'

/** The way that vectors take to the subject. */
export interface Delivery {
  /** where a live subject consumes */
  readonly live?: LiveTopic
  /** Whether a subject that broke may be started anew: a new consumer of a topic would begin at the record that broke it. */
  readonly restarts: boolean
  /** Why no subject can be asked this vector this way; nothing when it can. */
  whyNotRun?(vector: Vector): string | undefined
  /** Puts the vector and waits for its answer. @throws SubjectBroken */
  ask(session: SubjectSession, vector: Vector, timeoutMs: number): Promise<Answer>
}

export const stdioDelivery: Delivery = {
  restarts: true,
  ask: (session, vector, timeoutMs) => session.ask(vector.id, timeoutMs, () => session.writeLine(requestOf(vector))),
}
