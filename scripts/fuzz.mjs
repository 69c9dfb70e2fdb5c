// Runs each fuzz target of the crates for some seconds, on stable Rust.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { closingLine } from './test-counts.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cache = join(root, '.cache')
const CARGO_FUZZ = '0.13.2'
const USAGE = `npm run fuzz -- [--seconds 10] [--target NAME]...
Runs each fuzz target of the crates (extract, inject, avro) for that many seconds, on stable Rust; cargo-fuzz is installed into .cache.
Exit codes: 0 nothing found; 1 a finding, or a target that did not run; 2 wrong usage.`
const { values: options } = readOptions()
if (options.help) {
  console.log(USAGE)
  process.exit(0)
}
const seconds = Number(options.seconds)
if (!Number.isInteger(seconds) || seconds < 1) {
  console.error(`--seconds ${options.seconds} is not a whole number above 0`)
  process.exit(2)
}
function readOptions() {
  try {
    return parseArgs({
      options: {
        seconds: { type: 'string', default: '10' },
        target: { type: 'string', multiple: true },
        help: { type: 'boolean', short: 'h', default: false },
      },
    })
  } catch (error) {
    console.error(`${error.message}\n\n${USAGE}`)
    process.exit(2)
  }
}
// The fourth target only proves that a panic is found; its test names it.
const targets = options.target ?? ['extract', 'inject', 'avro']

/** Runs to its end, and gives back what it wrote to stderr, which is where cargo and libFuzzer write. */
const run = (command, args, env = {}) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'inherit', 'pipe'],
    })
    let errors = ''
    child.stderr.setEncoding('utf8').on('data', (text) => (errors += text))
    child.once('error', reject)
    child.once('close', (code) => resolve({ code, errors }))
  })

const cargoFuzz = async () => {
  const folder = join(cache, `cargo-fuzz-${CARGO_FUZZ}`)
  const binary = join(folder, 'bin', 'cargo-fuzz')
  if (existsSync(binary)) return binary
  console.log(`installing cargo-fuzz ${CARGO_FUZZ}, which takes about a minute`)
  const { code, errors } = await run('cargo', [
    ...['install', 'cargo-fuzz', '--quiet', '--locked', '--version', CARGO_FUZZ, '--root', folder],
  ])
  if (code !== 0) throw new Error(`cargo-fuzz cannot be installed:\n${errors}`)
  return binary
}

/** The record's bytes as `crates/fuzz/src/record.rs` reads them. */
const encoded = (headers) => {
  const parts = [Buffer.from([0])]
  for (const [keyHex, valueHex] of headers) {
    const key = Buffer.from(keyHex, 'hex')
    const value = valueHex === null ? null : Buffer.from(valueHex, 'hex')
    if (key.length > 0xff || (value?.length ?? 0) >= 0xffff) return undefined
    const length = Buffer.alloc(2)
    length.writeUInt16BE(value?.length ?? 0xffff)
    parts.push(Buffer.from([key.length]), key, length, value ?? Buffer.alloc(0))
  }
  return Buffer.concat(parts)
}

const emptied = (folder) => {
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/** Every value's payload, as `crates/fuzz/src/avro.rs` reads it: which schema, which framing, the payload. */
const writePayloadSeeds = (folder) => {
  emptied(folder)
  const { values } = JSON.parse(readFileSync(join(root, 'spec', 'avro-values.json'), 'utf8'))
  for (const [index, { id, bytes }] of values.entries())
    writeFileSync(join(folder, id), Buffer.from([index, index % 4, ...Buffer.from(bytes, 'hex')]))
}

/** Every vector's headers: what is worth mutating. */
const writeRecordSeeds = (folder) => {
  emptied(folder)
  const vectors = join(root, 'spec', 'vectors')
  for (const name of readdirSync(vectors).filter((name) => name.endsWith('.json'))) {
    const { extract = [], inject = [] } = JSON.parse(readFileSync(join(vectors, name), 'utf8'))
    for (const { id, carrier, headers } of [...extract, ...inject]) {
      const seed = encoded(carrier ?? headers)
      if (seed !== undefined) writeFileSync(join(folder, id), seed)
    }
  }
}

/** Avro's crates, compiled for coverage as fast code, take minutes that no finding is worth. */
const AVRO = { features: ['--features', 'avro'], env: { CARGO_PROFILE_RELEASE_OPT_LEVEL: '1' } }

const fuzz = async (binary, seeds, target) => {
  const { features, env } = target === 'avro' ? AVRO : { features: [], env: {} }
  const corpus = join(cache, 'fuzz', 'corpus', target)
  mkdirSync(corpus, { recursive: true })
  const args = [
    ...['fuzz', 'run', '--sanitizer', 'none', '--fuzz-dir', join(root, 'crates', 'fuzz'), ...features],
    ...['--target-dir', join(cache, 'fuzz', 'target'), target, corpus, seeds],
    ...['--', `-max_total_time=${seconds}`, '-print_final_stats=1', '-timeout=10', '-rss_limit_mb=2048'],
  ]
  const { code, errors } = await run(binary, args, env)
  const inputs = /stat::number_of_executed_units: +(\d+)/.exec(errors)?.[1]
  const edges = [...errors.matchAll(/ cov: (\d+) /g)].at(-1)?.[1]
  const did = `${Number(inputs ?? 0).toLocaleString('en')} inputs, ${edges ?? 'no'} edges covered`
  if (code === 0 && inputs !== undefined) {
    console.log(`${target}: nothing found: ${did}`)
    return true
  }
  const artifact = /Test unit written to (\S+)/.exec(errors)?.[1]
  if (artifact === undefined) {
    console.log(`${target}: did not run (exit code ${code}):\n${errors}`)
    return false
  }
  const told = /panicked at [^\n]*\n[^\n]*|ERROR: libFuzzer: [^\n]*/.exec(errors)?.[0] ?? errors
  console.log(`${target}: found after ${did}:\n${told}`)
  const file = relative(root, artifact)
  const again = ['-p filrouge-fuzz', ...features, `--bin ${target}`].join(' ')
  console.log(`again: cargo run --manifest-path crates/Cargo.toml ${again} < ${file}`)
  return false
}

try {
  const binary = await cargoFuzz()
  const seeds = (kind) => join(cache, 'fuzz', 'seeds', kind)
  writeRecordSeeds(seeds('records'))
  writePayloadSeeds(seeds('payloads'))
  let failed = 0
  for (const target of targets)
    if (!(await fuzz(binary, seeds(target === 'avro' ? 'payloads' : 'records'), target))) failed++
  console.log(closingLine({ passed: targets.length - failed, failed, skipped: 0 }))
  process.exitCode = failed > 0 ? 1 : 0
} catch (error) {
  console.error(error.message)
  process.exitCode = 1
}
