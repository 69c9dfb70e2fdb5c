import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../test-counts.mjs'

const SOURCES = join('integration-tests', 'clients')
const INSTALLED = 'installed'
/** For all tests of a project, where they take seconds. */
const TIMEOUT_MS = 240_000

/**
 * A project of tests for one client, in .cache: its own dependencies as its lock says, our packages from the workspace above it. The
 * installation is kept as long as the lock is the same; sources are copied and compiled anew.
 *
 * @returns { folder, files } or { problem } with npm's or the compiler's output
 */
export async function prepareProject({ name, sources, build, variant = '' }) {
  const lock = readFileSync(join(SOURCES, name, 'package-lock.json'))
  const key = createHash('sha256').update(lock).digest('hex').slice(0, 8)
  const folder = join(process.cwd(), '.cache', 'clients', [name, key, variant].filter(Boolean).join('-'))
  if (!existsSync(join(folder, INSTALLED))) {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder, { recursive: true })
    for (const file of ['package.json', 'package-lock.json']) cpSync(join(SOURCES, name, file), join(folder, file))
    const ci = ['ci', '--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
    const { code, output } = await run('npm', ci, { cwd: folder, echo: false })
    if (code !== 0) return { problem: output }
    const problem = await build?.(folder)
    if (problem !== undefined) return { problem }
    writeFileSync(join(folder, INSTALLED), '')
  }
  return compiled(folder, [name, ...sources])
}

async function compiled(folder, sources) {
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.ts'))) rmSync(join(folder, file))
  rmSync(join(folder, 'dist'), { recursive: true, force: true })
  cpSync(join(SOURCES, 'tsconfig.json'), join(folder, 'tsconfig.json'))
  for (const source of sources) {
    const files = readdirSync(join(SOURCES, source)).filter((file) => file.endsWith('.ts'))
    for (const file of files) cpSync(join(SOURCES, source, file), join(folder, file))
  }
  const tsc = [join('node_modules', 'typescript', 'bin', 'tsc'), '-p', folder, '--pretty', 'false']
  const { code, output } = await run(process.execPath, tsc, { echo: false })
  if (code !== 0) return { problem: output }
  const dist = join(folder, 'dist')
  const tests = readdirSync(dist).filter((file) => file.endsWith('.test.js'))
  return { folder, files: tests.map((file) => join(dist, file)) }
}

/** Runs the tests of a project with a Node of one's choice: { passed, failed, skipped }. */
export async function runTests({ files, folder }, node, env) {
  const args = ['--test', '--test-reporter=spec', '--test-concurrency=1', `--test-timeout=${TIMEOUT_MS}`, ...files]
  const { code, output } = await run(node, args, { cwd: folder, env: { ...process.env, ...env } })
  const counted = (what) => Number(new RegExp(`^. ${what} (\\d+)$`, 'm').exec(output)?.[1] ?? 0)
  const count = { passed: counted('pass'), failed: counted('fail') + counted('cancelled'), skipped: counted('skipped') }
  // a run that breaks, or finds no test, is a failure
  if ((code !== 0 || count.passed === 0) && count.failed === 0) count.failed = 1
  return count
}
