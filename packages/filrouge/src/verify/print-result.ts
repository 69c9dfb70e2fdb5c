import { textReport, type Summary } from '@filrouge/contract'

export function printResult(summary: Summary, json: boolean): void {
  const color = process.stdout.isTTY && process.env['NO_COLOR'] === undefined
  process.stdout.write(`${json ? JSON.stringify(summary) : textReport(summary, { color })}\n`)
}
