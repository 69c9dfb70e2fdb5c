import type { Difference } from '../judge/difference'
import type { Hello } from '../protocol/hello'
import type { Vector } from '../vectors/vector'

export type Verdict = 'passed' | 'failed' | 'expected-failure' | 'not-run'

/** What became of one vector, or of one entry of the list of known failures that names no vector. */
export interface Outcome {
  readonly id: string
  readonly verdict: Verdict
  /** why it is not `passed` */
  readonly reason?: string
  readonly differences: readonly Difference[]
  /** end of the subject's log, where the subject broke at this vector */
  readonly log?: readonly string[]
  readonly vector?: Vector
}

/** Why the run ended early, at what, and the end of the log. */
export interface Break {
  readonly id: string
  readonly reason: string
  readonly log: readonly string[]
}

export interface Verification {
  /** nothing when it never said hello */
  readonly subject?: Hello
  readonly outcomes: readonly Outcome[]
  /** breaks that are no known failures */
  readonly breaks: readonly Break[]
}

/** 0 conforms, 1 does not, 2 the subject broke. Where nothing was judged, nothing conforms. */
export function exitCodeOf({ outcomes, breaks }: Verification): 0 | 1 | 2 {
  if (breaks.length > 0) return 2
  const has = (verdict: Verdict) => outcomes.some((outcome) => outcome.verdict === verdict)
  return has('failed') || !(has('passed') || has('expected-failure')) ? 1 : 0
}
