import junit from 'junit-report-builder'
import type { Outcome, Verification } from '../verify/outcome'
import { summaryOf } from './summary'

/** For CI: a suite for each topic; what is known to fail or is not run counts as skipped, with the reason as output. */
export function junitReport(verification: Verification): string {
  const { breaks, failures } = summaryOf(verification)
  const builder = junit.newBuilder().name(verification.subject?.name ?? 'subject')
  for (const [topic, outcomes] of byTopic(verification.outcomes)) {
    const suite = builder.testSuite().name(topic)
    for (const { id, verdict, reason = '' } of outcomes) {
      const test = suite.testCase().className(topic).name(id)
      const failure = failures.find((failed) => failed.id === id)
      if (verdict === 'not-run' || verdict === 'expected-failure') {
        test.skipped().standardOutput(verdict === 'not-run' ? `not run: ${reason}` : `known to fail: ${reason}`)
      } else if (failure?.log !== undefined) test.error(failure.reason, 'broken', failure.log.join('\n'))
      else if (failure !== undefined) {
        const lines = failure.differences.map(
          ({ path, expected, actual }) => `${path}: ${expected} expected, got ${actual}`,
        )
        test.failure(failure.reason, 'failed').stacktrace([...failure.headers, ...lines].join('\n'))
      }
    }
  }
  for (const { id, reason, log } of breaks.filter(({ id }) => !failures.some((failed) => failed.id === id))) {
    builder.testSuite().name('subject').testCase().className('subject').name(id).error(reason, 'broken', log.join('\n'))
  }
  return builder.build()
}

function byTopic(outcomes: readonly Outcome[]): Map<string, Outcome[]> {
  const topics = new Map<string, Outcome[]>()
  for (const outcome of outcomes) {
    const topic = outcome.vector?.topic ?? 'known-failing'
    topics.set(topic, [...(topics.get(topic) ?? []), outcome])
  }
  return topics
}
