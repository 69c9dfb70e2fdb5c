import { junitReport, markdownReport, UsageError, type Summary, type Verification } from '@filrouge/contract'
import { InvalidArgumentError } from 'commander'
import { closeSync, openSync, writeFileSync } from 'node:fs'

const KINDS = ['json', 'junit', 'markdown'] as const
type ReportKind = (typeof KINDS)[number]

export interface ReportFile {
  readonly kind: ReportKind
  readonly file: string
}

/** Parses `kind=file`, one of several. */
export function parseReport(text: string, before: readonly ReportFile[]): readonly ReportFile[] {
  const at = text.indexOf('=')
  const kind = KINDS.find((name) => name === text.slice(0, at))
  const file = text.slice(at + 1)
  if (kind === undefined || file === '') throw new InvalidArgumentError(`give ${KINDS.join('=FILE, ')}=FILE`)
  return [...before, { kind, file }]
}

/**
 * Before a run that may take long, whose result would else be lost.
 *
 * @throws UsageError naming a file that cannot be written
 */
export function checkReports(reports: readonly ReportFile[]): void {
  for (const { kind, file } of reports) attempt(kind, () => closeSync(openSync(file, 'a')))
}

/** @throws UsageError naming a file that cannot be written */
export function writeReports(reports: readonly ReportFile[], verification: Verification, summary: Summary): void {
  const text: Record<ReportKind, () => string> = {
    json: () => `${JSON.stringify(summary, null, 2)}\n`,
    junit: () => junitReport(verification),
    markdown: () => markdownReport(summary),
  }
  for (const { kind, file } of reports) attempt(kind, () => writeFileSync(file, text[kind]()))
}

function attempt(kind: ReportKind, write: () => void): void {
  try {
    write()
  } catch (error) {
    throw new UsageError(`cannot write the ${kind} report: ${(error as Error).message}`)
  }
}
