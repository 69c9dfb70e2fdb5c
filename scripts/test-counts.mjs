import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** Runs a command with its output shown, and gives its exit code and what it printed. */
export function run(command, args, { env = process.env, echo = true, cwd = process.cwd() } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { env, cwd, stdio: ['ignore', 'pipe', 'pipe'] })
    let output = ''
    const collect = (stream, target) =>
      stream.on('data', (chunk) => {
        output += chunk
        if (echo) target.write(chunk)
      })
    collect(child.stdout, process.stdout)
    collect(child.stderr, process.stderr)
    child.on('error', (error) => {
      const message =
        error.code === 'ENOENT' ? `${command} is not on PATH: install it${hintFor(command)}` : error.message
      if (echo) console.error(message)
      resolve({ code: 127, output: `${output}${message}\n` })
    })
    child.on('close', (code) => resolve({ code: code ?? 1, output }))
  })
}

const hintFor = (command) => (command === 'cargo' ? ', from https://rustup.rs' : '')

/** Runs jest projects, one file at a time since several start clusters; a run that breaks before any test is one failure. */
export async function jest(projects, options) {
  const folder = mkdtempSync(join(tmpdir(), 'filrouge-jest-'))
  const file = join(folder, 'results.json')
  const node = options?.node ?? process.execPath
  const args = ['node_modules/jest/bin/jest.js', '--json', `--outputFile=${file}`, '--runInBand']
  const { code } = await run(node, [...args, '--selectProjects', ...projects], options)
  try {
    const { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites } = JSON.parse(
      readFileSync(file, 'utf8'),
    )
    const failed = numFailedTests + numRuntimeErrorTestSuites
    return { passed: numPassedTests, failed: Math.max(failed, code === 0 ? 0 : 1), skipped: numPendingTests }
  } catch {
    return { passed: 0, failed: 1, skipped: 0 }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** Runs cargo's tests, counted from its closing lines. */
export async function cargo(args) {
  const { code, output } = await run('cargo', args)
  const count = { passed: 0, failed: 0, skipped: 0 }
  for (const [, passed, failed, ignored] of output.matchAll(
    /^test result: \w+\. (\d+) passed; (\d+) failed; (\d+) ignored/gm,
  )) {
    count.passed += Number(passed)
    count.failed += Number(failed)
    count.skipped += Number(ignored)
  }
  if (code !== 0 && count.failed === 0) count.failed = 1
  return count
}

export function sum(counts) {
  const total = { passed: 0, failed: 0, skipped: 0 }
  for (const count of counts) for (const key of Object.keys(total)) total[key] += count[key]
  return total
}

const BASELINE = join('.cache', 'jest-baseline.json')

/** Keeps what jest counted on this Node version, for `npm run test:nodes -- --after-test`. */
export function writeBaseline(count) {
  mkdirSync(dirname(BASELINE), { recursive: true })
  writeFileSync(BASELINE, JSON.stringify({ node: process.version, count }))
}

/** What `npm test` counted last, if it ran on this Node version. */
export function readBaseline() {
  if (!existsSync(BASELINE)) return undefined
  const { node, count } = JSON.parse(readFileSync(BASELINE, 'utf8'))
  return node === process.version ? count : undefined
}

export function closingLine({ passed, failed, skipped }) {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
}
