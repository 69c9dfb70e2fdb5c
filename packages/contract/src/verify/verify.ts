import { whyNotRun } from '../judge/applicability'
import { judgeReply } from '../judge/judge-reply'
import { replyOf } from '../protocol/answer'
import type { Hello } from '../protocol/hello'
import { SubjectBroken } from '../subject/subject-session'
import { UsageError } from '../usage-error'
import type { Vector } from '../vectors/vector'
import { stdioDelivery, type Delivery } from './delivery'
import { entriesWithoutVector, reconcile, type KnownFailing } from './known-failing'
import type { Break, Outcome, Verification } from './outcome'
import { SubjectLives } from './subject-lives'

export interface VerifyOptions {
  /** the program and its arguments */
  readonly command: readonly string[]
  /** what is asked, in this order */
  readonly vectors: readonly Vector[]
  /** all there are, where `vectors` is a choice of them: entries of the list may name any */
  readonly allVectors?: readonly Vector[]
  readonly knownFailing?: KnownFailing | undefined
  /** for an answer; default 10 s */
  readonly timeoutMs?: number
  /** for the answer to hello, since some commands compile before they run; default 180 s */
  readonly startTimeoutMs?: number
  readonly delivery?: Delivery
  readonly onOutcome?: (outcome: Outcome, done: number, total: number) => void
}

const MOST_BREAKS = 3

/**
 * Asks a subject everything that can be asked of it, and judges the answers. Returns when its processes have ended.
 *
 * @throws UsageError when the list of known failures is another subject's
 */
export async function verify(options: VerifyOptions): Promise<Verification> {
  const { command, vectors, knownFailing, timeoutMs = 10_000, startTimeoutMs = 180_000, onOutcome } = options
  const { delivery = stdioDelivery, allVectors = vectors } = options
  const lives = new SubjectLives(command, startTimeoutMs, delivery.live)
  const breaks: Break[] = []
  const outcomes: Outcome[] = []

  /** Notes a break, unless it is one that is known. */
  const judged = (vector: Vector, raw: Outcome): Outcome => {
    const outcome = reconcile(raw, knownFailing, !delivery.restarts)
    if (raw.log !== undefined && outcome.verdict === 'failed') {
      breaks.push({ id: vector.id, reason: raw.reason ?? '', log: raw.log })
    }
    return outcome
  }
  const whyEnded = () => {
    const [first] = breaks
    if (first === undefined || (delivery.restarts && breaks.length < MOST_BREAKS && first.id !== 'hello')) return
    return `the subject broke at ${breaks.map(({ id }) => id).join(', ')}`
  }

  try {
    await lives.begin().catch((error: unknown) => breaks.push(breakAt('hello', error)))
    requireSameSubject(lives.subject, knownFailing)
    for (const vector of vectors) {
      const ended = whyEnded()
      const outcome =
        ended === undefined
          ? judged(vector, await outcomeOf(vector, lives, delivery, timeoutMs))
          : notRun(vector, ended)
      outcomes.push(outcome)
      onOutcome?.(outcome, outcomes.length, vectors.length)
    }
  } finally {
    await lives.end()
  }
  outcomes.push(...entriesWithoutVector(knownFailing, allVectors))
  return { ...(lives.subject !== undefined && { subject: lives.subject }), outcomes, breaks }
}

async function outcomeOf(vector: Vector, lives: SubjectLives, delivery: Delivery, timeoutMs: number): Promise<Outcome> {
  try {
    const { session, hello } = await lives.current()
    const obstacle = delivery.whyNotRun?.(vector) ?? whyNotRun(vector, hello)
    if (obstacle !== undefined) return notRun(vector, obstacle)
    const reply = replyOf(await delivery.ask(session, vector, timeoutMs), vector.ask, hello.level)
    if (reply.kind === 'skip') return notRun(vector, `the subject skips it: ${reply.reason}`)
    const judgement = judgeReply(vector, reply)
    const verdict = judgement.reason === undefined ? 'passed' : 'failed'
    return { id: vector.id, verdict, ...judgement, vector }
  } catch (error) {
    const { reason, log } = breakAt(vector.id, error)
    await lives.end()
    return { id: vector.id, verdict: 'failed', reason, log, differences: [], vector }
  }
}

const notRun = (vector: Vector, reason: string): Outcome => ({
  id: vector.id,
  verdict: 'not-run',
  reason,
  differences: [],
  vector,
})

function breakAt(id: string, error: unknown): Break {
  if (!(error instanceof SubjectBroken)) throw error
  return { id, reason: error.message, log: error.log }
}

function requireSameSubject(subject: Hello | undefined, list: KnownFailing | undefined): void {
  if (subject === undefined || list === undefined || subject.name === list.subject) return
  throw new UsageError(`the list of known failures is of ${list.subject}, and this subject is ${subject.name}`)
}
