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
  const { read = [], strict = false, debug = true } = vector.options ?? {}
  const { context } = vector.expected
  const suffice = vector.readableBy ?? (context === null ? [] : [context.format])
  const unread = read.find((format) => !reads.includes(format))
  if (unread !== undefined) return `the subject does not read ${unread}`
  if (suffice.length > 0 && !suffice.some((format) => reads.includes(format))) {
    return `the subject does not read ${suffice.join(' or ')}`
  }
  if (level === 'full') return undefined
  if (strict) return 'strict mode is not asked of a subject of level ids'
  return debug ? undefined : 'to ignore debug is not asked of a subject of level ids'
}

function whyNotWritten(vector: Vector & { ask: 'inject' }, { writes, level }: Hello): string | undefined {
  if (level === 'ids') return 'inject is not asked of a subject of level ids'
  if (writes === undefined) return 'the subject does not write'
  const unwritten = (vector.options?.write ?? WRITTEN_BY_DEFAULT).find((format) => !writes.includes(format))
  return unwritten === undefined ? undefined : `the subject does not write ${unwritten}`
}
