import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { CargoOutput } from './cargo-output'
import { HarnessError } from './harness-error'
import type { Environment } from './processes/environment'
import { findExecutable } from './processes/executable'
import { startProcess } from './processes/running-process'

export interface PeerOptions {
  onProgress?: (line: string) => void
  /** In place of `process.env`. */
  environment?: Environment
  /** Aborted: the build ends, and `buildPeer` rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

type PeerRequest = Required<Pick<PeerOptions, 'onProgress' | 'environment'>> & Pick<PeerOptions, 'signal'>

const MANIFEST = join('crates', 'filrouge-peer', 'Cargo.toml')
const CARGO_REMEDY = 'install Rust from https://rustup.rs, or let FILROUGE_PEER name a built filrouge-peer'
const NAMED_REMEDY = 'let it name a built filrouge-peer, or unset it'
const VERSION_DEADLINE_MS = 10_000

/** Why there is no Rust peer to be had on this machine, or nothing. What `FILROUGE_PEER` names is looked at by `buildPeer`. */
export function peerFault(environment: Environment): HarnessError | undefined {
  if (environment.FILROUGE_PEER) return undefined
  try {
    locateCargo(environment)
    return undefined
  } catch (error) {
    return error as HarnessError
  }
}

/** The path of the Rust peer: `FILROUGE_PEER`, else built with cargo (debug profile; up to a minute and a half the first time). */
export function buildPeer({
  onProgress = () => undefined,
  environment = process.env,
  signal,
}: PeerOptions = {}): Promise<string> {
  const named = environment.FILROUGE_PEER
  return named ? namedPeer(named, { environment, signal }) : builtPeer({ environment, onProgress, signal })
}

/** A program that was named is that one or an error: nothing stands in for it. */
async function namedPeer(named: string, { environment, signal }: Omit<PeerRequest, 'onProgress'>): Promise<string> {
  const path = findExecutable(resolve(named), environment)
  if (path === undefined) throw new HarnessError(`FILROUGE_PEER is ${named}, which is no executable file`, NAMED_REMEDY)
  const version = startProcess(path, ['--version'], { name: named, env: environment, signal })
  const timer = setTimeout(() => void version.stop(0), VERSION_DEADLINE_MS)
  await version.exited
  clearTimeout(timer)
  signal?.throwIfAborted()
  const [said = 'nothing'] = version.output.lines()
  if (said.startsWith('filrouge-peer ')) return path
  throw new HarnessError(`FILROUGE_PEER is ${named}, which is no filrouge-peer (its --version: ${said})`, NAMED_REMEDY)
}

async function builtPeer({ environment, onProgress, signal }: PeerRequest): Promise<string> {
  const { cargo, crates } = locateCargo(environment)
  onProgress('building filrouge-peer with cargo')
  const output = new CargoOutput('filrouge-peer', onProgress)
  const args = ['build', '--locked', '--manifest-path', join(crates, 'Cargo.toml'), '-p', 'filrouge-peer']
  const build = startProcess(cargo, [...args, '--message-format', 'json-render-diagnostics'], {
    name: 'cargo build',
    env: { ...environment, ...CargoOutput.environment },
    signal,
    // cargo starts compilers, and they start others: all of them must end with it.
    guard: 'supervisor',
    onLine: (line, stream) => output.read(line, stream),
  })
  const { code } = await build.exited
  signal?.throwIfAborted()
  if (code === 0 && output.binary !== undefined) return output.binary
  throw new HarnessError(
    `cargo could not build filrouge-peer: ${output.error ?? build.output.toString()}`,
    `run: cargo ${args.join(' ')}`,
  )
}

function locateCargo(environment: Environment): { cargo: string; crates: string } {
  const cargo = findExecutable('cargo', environment)
  if (cargo === undefined) throw new HarnessError('cargo is not on PATH', CARGO_REMEDY)
  const crates = cratesFolder(__dirname) ?? cratesFolder(process.cwd())
  if (crates === undefined)
    throw new HarnessError(`no ${MANIFEST} above here`, 'run inside a clone of filrouge, or set FILROUGE_PEER')
  return { cargo, crates }
}

function cratesFolder(start: string): string | undefined {
  for (let folder = start; ; folder = dirname(folder)) {
    if (existsSync(join(folder, MANIFEST))) return join(folder, 'crates')
    if (folder === dirname(folder)) return undefined
  }
}
