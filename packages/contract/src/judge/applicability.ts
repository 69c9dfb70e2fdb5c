import type { Hello } from '../protocol/hello'
import type { Vector } from '../vectors/vector'

const WRITTEN_BY_DEFAULT = ['traceparent', 'uber-trace-id']

/** Why a vector cannot be asked of a subject (spec/subject-protocol.md, section 2); nothing when it can. */
export function whyNotRun(vector: Vector, subject: Hello): string | undefined {
  const missing = vector.requires?.find((requirement) => !subject.delivers.includes(requirement))
  if (missing !== undefined) return `the subject does not deliver ${missing}`
  return vector.ask === 'extract' ? whyNotRead(vector, subject) : whyNotWritten(vector, subject)
}

function whyNotRead(vector: Vector & { ask: 'extract' }, { reads, level }: Hello): string | undefined {
  const { read = [], strict = false } = vector.options ?? {}
  const { context } = vector.expected
  const unread = [...read, ...(context === null ? [] : [context.format])].find((format) => !reads.includes(format))
  if (unread !== undefined) return `the subject does not read ${unread}`
  return level === 'ids' && strict ? 'strict mode is not asked of a subject of level ids' : undefined
}

function whyNotWritten(vector: Vector & { ask: 'inject' }, { writes, level }: Hello): string | undefined {
  if (level === 'ids') return 'inject is not asked of a subject of level ids'
  if (writes === undefined) return 'the subject does not write'
  const unwritten = (vector.options?.write ?? WRITTEN_BY_DEFAULT).find((format) => !writes.includes(format))
  return unwritten === undefined ? undefined : `the subject does not write ${unwritten}`
}
