import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
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

const MANIFEST = join('crates', 'filrouge-peer', 'Cargo.toml')
const CARGO_REMEDY = 'install Rust from https://rustup.rs, or let FILROUGE_PEER name a built filrouge-peer'

/** Why there is no Rust peer to be had on this machine, or nothing. */
export function peerFault(environment: Environment): HarnessError | undefined {
  try {
    locatePeer(environment)
    return undefined
  } catch (error) {
    return error as HarnessError
  }
}

/** The path of the Rust peer: `FILROUGE_PEER`, else built with cargo (debug profile; up to a minute and a half the first time). */
export async function buildPeer({
  onProgress = () => undefined,
  environment = process.env,
  signal,
}: PeerOptions = {}): Promise<string> {
  const peer = locatePeer(environment)
  if ('binary' in peer) return peer.binary
  onProgress('building filrouge-peer with cargo')
  let binary: string | undefined
  let compiled = 0
  const errors: string[] = []
  const args = ['build', '--locked', '--manifest-path', join(peer.crates, 'Cargo.toml'), '-p', 'filrouge-peer']
  const cargo = startProcess(peer.cargo, [...args, '--message-format', 'json-render-diagnostics'], {
    name: 'cargo build',
    env: environment,
    signal,
    // cargo starts compilers, and they start others: all of them must end with it.
    guard: 'supervisor',
    onLine: (line, stream) => {
      if (stream === 'stdout') binary = builtBinary(line) ?? binary
      else if (/^error/.test(line)) errors.push(line)
      else if (line.includes('Blocking waiting for file lock')) onProgress('cargo waits for another build to finish')
      const crate = /^\s*Compiling (\S+)/.exec(line)?.[1]
      if (crate !== undefined) onProgress(`compiling ${crate} (${++compiled})`)
    },
  })
  const { code } = await cargo.exited
  signal?.throwIfAborted()
  if (code === 0 && binary !== undefined) return binary
  const fault = errors[0] ?? cargo.output.toString()
  throw new HarnessError(`cargo could not build filrouge-peer: ${fault}`, `run: cargo ${args.join(' ')}`)
}

/** The executable that one line of cargo's JSON messages announces: cargo knows its target folder, we do not. */
function builtBinary(line: string): string | undefined {
  if (!line.includes('"executable":"')) return undefined
  const { executable, target } = JSON.parse(line) as { executable: string; target: { name: string } }
  return target.name === 'filrouge-peer' ? executable : undefined
}

function locatePeer(environment: Environment): { binary: string } | { cargo: string; crates: string } {
  const named = environment.FILROUGE_PEER
  if (named) {
    const binary = findExecutable(resolve(named), environment)
    if (binary !== undefined) return { binary }
    throw new HarnessError(`FILROUGE_PEER is ${named}, which is no executable file`, 'correct it or unset it')
  }
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
