import { createColors } from 'picocolors'
import type { Difference } from '../judge/difference'
import { byReason, countsOf, type Failure, type Summary } from './summary'

const SHOWN_HEADERS = 20
const SHOWN_IDS = 12
const SHOWN_DIFFERENCES = 10

/** For people: each failure with the record's headers and what differs, then why vectors were not run, then the counts. */
export function textReport(summary: Summary, { color }: { color: boolean }): string {
  const colors = createColors(color)
  const failure = ({ id, title, reason, must, catches, headers, differences, log }: Failure): string[] => [
    `${colors.red('failed')} ${colors.bold(id)}${title === '' ? '' : `  ${title}`}`,
    `  ${reason}`,
    ...(must.length === 0 ? [] : [colors.dim(`  see ${must.join(', ')} in headers.md`)]),
    ...(catches.length === 0 ? [] : [colors.dim(`  known to fail alike: ${catches.join(', ')}`)]),
    ...cut(headers, SHOWN_HEADERS).map((header) => colors.dim(`  | ${header}`)),
    ...differences.slice(0, SHOWN_DIFFERENCES).flatMap(difference),
    ...(differences.length > SHOWN_DIFFERENCES
      ? [`  and ${differences.length - SHOWN_DIFFERENCES} more differences`]
      : []),
    ...(log ?? []).map((line) => colors.dim(`  log: ${line}`)),
    '',
  ]
  const difference = ({ path, expected, actual }: Difference): string[] => [
    `  ${path}`,
    colors.green(`    expected ${expected}`),
    colors.red(`    actual   ${actual}`),
  ]
  const { subject } = summary
  const about =
    subject === null ? '' : `${subject.name} (${subject.language}, ${subject.library}, level ${subject.level}): `
  const paint = summary.failed + summary.breaks.length === 0 ? colors.green : colors.red
  return [
    ...summary.failures.flatMap(failure),
    ...summary.breaks
      .filter(({ id }) => !summary.failures.some((failed) => failed.id === id))
      .flatMap(({ id, reason, log }) => failure({ ...NO_VECTOR, id, reason, log })),
    ...summary.expected.map(({ id, reason }) => colors.dim(`known to fail: ${id}: ${reason}`)),
    ...byReason(summary.skipped).map(([reason, ids]) => `not run: ${reason}: ${cut(ids, SHOWN_IDS).join(', ')}`),
    ...(summary.passed + summary.failed === 0 ? ['nothing was asked: see what hello names in reads and delivers'] : []),
    paint(`${about}${countsOf(summary)}`),
  ].join('\n')
}

const NO_VECTOR = { title: '', must: [], catches: [], headers: [], differences: [] }

function cut(list: readonly string[], longest: number): string[] {
  if (list.length <= longest) return [...list]
  return [...list.slice(0, longest), `and ${list.length - longest} more`]
}
