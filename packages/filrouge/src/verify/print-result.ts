import { textReport, type Summary } from '@filrouge/contract'

export function printResult(summary: Summary, json: boolean): void {
  // Of a pipe isTTY is undefined, which createColors takes for "decide alone": under CI=true that means colour.
  const color = (process.stdout.isTTY as boolean | undefined) === true && process.env['NO_COLOR'] === undefined
  process.stdout.write(`${json ? JSON.stringify(summary) : textReport(summary, { color })}\n`)
}
