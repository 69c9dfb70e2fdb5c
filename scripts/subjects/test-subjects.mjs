/**
 * npm run test:subjects: builds the libraries of spec/subjects, each with its own package client, and judges them; what they fail
 * must be in their known-failing list. With --status it also judges our own and writes spec/STATUS.md, with --check compares it.
 */
import { mkdirSync, existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { closingLine, run } from '../test-counts.mjs'
import { falseClaims } from './claims.mjs'
import { writeKnownFailing } from './known-failing.mjs'
import { prepare, subjects } from './recipes.mjs'
import { staleLines, statusPage } from './status.mjs'

const root = join(import.meta.dirname, '..', '..')
const filrouge = join(root, 'packages', 'filrouge', 'bin', 'filrouge.js')
const reports = join(root, '.cache', 'subjects', 'reports')
const has = (option) => process.argv.includes(option)
const wantsStatus = has('--status') || has('--check')
const say = (line) => console.log(`subjects: ${line}`)
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`

/** Our own two, which know no failures. */
const OURS = [
  { name: 'filrouge-node', command: [process.execPath, filrouge, 'subject'] },
  {
    name: 'filrouge-rust',
    command: [
      'cargo',
      'run',
      '--quiet',
      '--locked',
      '--manifest-path',
      join(root, 'crates', 'Cargo.toml'),
      '-p',
      'filrouge-peer',
      '--',
      'subject',
    ],
  },
]

async function judge(name, command, knownFailing) {
  const report = join(reports, `${name}.json`)
  const known = knownFailing !== undefined && existsSync(knownFailing) ? ['--known-failing', knownFailing] : []
  const { output } = await run(
    process.execPath,
    [filrouge, 'verify', ...known, '--report', `json=${report}`, '--', ...command],
    { echo: false },
  )
  if (!existsSync(report))
    throw new Error(`${name}: filrouge verify gave no report: ${output.trim().split('\n').slice(-3).join(' | ')}`)
  return { result: JSON.parse(readFileSync(report, 'utf8')), output }
}

async function main() {
  mkdirSync(reports, { recursive: true })
  const counts = { passed: 0, failed: 0, skipped: 0 }
  const rows = []
  if (wantsStatus) {
    for (const { name, command } of OURS) {
      const { result, output } = await judge(name, command)
      rows.push({ name, result })
      count(counts, name, result, output)
    }
  }
  for (const subject of subjects) {
    const { name, knownFailing } = subject
    const begun = Date.now()
    try {
      const prepared = await prepare(subject)
      if (prepared.skipped !== undefined) {
        say(`${name} skipped: ${prepared.skipped}`)
        counts.skipped++
        continue
      }
      const took = seconds(begun)
      const started = Date.now()
      const { result, output } = await judge(name, prepared.command, knownFailing)
      if (has('--write-known-failing')) writeKnownFailing(knownFailing, name, result)
      rows.push({ name, result })
      count(counts, name, result, output, `built in ${took}, judged in ${seconds(started)}`)
      const untrue = falseClaims(name, result)
      if (untrue.length > 0) {
        say(`${name} passes vectors that say they catch it: ${untrue.join(', ')}`)
        counts.failed++
      }
    } catch (error) {
      say(error.message)
      counts.failed++
    }
  }
  if (wantsStatus) status(rows, counts)
  console.log(closingLine(counts))
  process.exitCode = counts.failed > 0 ? 1 : 0
}

/** One subject is one test: it conforms but for what is known. */
function count(counts, name, { passed, failed, expectedFailures, notRun, breaks }, output, took = '') {
  say(
    `${name}: ${passed} passed, ${failed} failed, ${expectedFailures} known to fail, ${notRun} not run${took && ` (${took})`}`,
  )
  if (failed === 0 && breaks.length === 0) counts.passed++
  else {
    console.log(output)
    counts.failed++
  }
}

function status(rows, counts) {
  const file = join(root, 'spec', 'STATUS.md')
  const missing = [...OURS, ...subjects].filter(({ name }) => !rows.some((row) => row.name === name))
  const isComplete = missing.length === 0
  if (!isComplete) say(`not judged here: ${missing.map(({ name }) => name).join(', ')}`)
  if (has('--check')) {
    const stale = staleLines(existsSync(file) ? readFileSync(file, 'utf8') : '', rows, isComplete)
    for (const line of stale) say(`spec/STATUS.md is stale: ${line}`)
    if (stale.length > 0) say('run npm run status')
    counts[stale.length > 0 ? 'failed' : 'passed']++
  } else if (isComplete) writeFileSync(file, statusPage(rows))
  else say('STATUS.md is left alone')
}

await main()
