import { escapedText } from '../escaped-text'
import { shownHeader } from '../judge/header-difference'
import type { Difference } from '../judge/difference'
import type { Hello } from '../protocol/hello'
import type { Break, Outcome, Verdict, Verification } from '../verify/outcome'

/** A failure as reports give it: text is escaped, headers are decoded. */
export interface Failure {
  readonly id: string
  readonly title: string
  readonly reason: string
  /** sentences of headers.md that are not kept */
  readonly must: readonly string[]
  /** implementations known to fail alike */
  readonly catches: readonly string[]
  /** the record's headers, `"key": "value"` each */
  readonly headers: readonly string[]
  readonly differences: readonly Difference[]
  /** end of the subject's log, where it broke */
  readonly log?: readonly string[]
}

/** What every report is made of, and the JSON report itself. */
export interface Summary {
  readonly total: number
  readonly passed: number
  readonly failed: number
  readonly expectedFailures: number
  readonly notRun: number
  readonly failures: readonly Failure[]
  readonly subject: Hello | null
  /** where the subject broke */
  readonly breaks: readonly Break[]
  readonly expected: readonly { readonly id: string; readonly reason: string }[]
  readonly skipped: readonly { readonly id: string; readonly reason: string }[]
}

/** total = passed + failed + expectedFailures + notRun; entries of the list of known failures that name no vector count as failed. */
export function summaryOf({ subject, outcomes, breaks }: Verification): Summary {
  const those = (verdict: Verdict) => outcomes.filter((outcome) => outcome.verdict === verdict)
  const reasons = (verdict: Verdict) => those(verdict).map(({ id, reason = '' }) => ({ id, reason }))
  const failed = those('failed')
  const expected = reasons('expected-failure')
  const skipped = reasons('not-run')
  return {
    total: outcomes.length,
    passed: those('passed').length,
    failed: failed.length,
    expectedFailures: expected.length,
    notRun: skipped.length,
    failures: failed.map(failureOf),
    subject: subject === undefined ? null : printable(subject),
    breaks,
    expected,
    skipped,
  }
}

/** The count of each verdict in words. */
export function countsOf({ total, passed, failed, expectedFailures, notRun }: Summary): string {
  return `${total} vectors: ${passed} passed, ${failed} failed, ${expectedFailures} known to fail, ${notRun} not run`
}

/** Ids by the reason that they share, most first. */
export function byReason(list: Summary['skipped']): readonly (readonly [reason: string, ids: readonly string[]])[] {
  const groups = new Map<string, string[]>()
  for (const { id, reason } of list) groups.set(reason, [...(groups.get(reason) ?? []), id])
  return [...groups].sort(([, a], [, b]) => b.length - a.length)
}

function failureOf({ id, reason = '', differences, log, vector }: Outcome): Failure {
  const headers = vector === undefined ? [] : vector.ask === 'extract' ? vector.carrier : vector.headers
  return {
    id,
    title: vector?.title ?? '',
    reason,
    must: vector?.must ?? [],
    catches: vector?.catches ?? [],
    headers: headers.map(shownHeader),
    differences,
    ...(log !== undefined && { log }),
  }
}

function printable(subject: Hello): Hello {
  const { name, language, library } = subject
  return { ...subject, name: escapedText(name), language: escapedText(language), library: escapedText(library) }
}
