import { startProcess } from '@filrouge/harness'
import { join } from 'node:path'
import { CODECS } from './soak-codecs'
import type { SoakProgram } from './watched-soak'

/** Of the process's whole heap: code and schemas take a third of it. */
const HEAP_MB = 64
const MANIFEST = join(__dirname, '../../../crates/Cargo.toml')
const RUST = ['--quiet', '--locked', '--manifest-path', MANIFEST, '-p', 'filrouge-fuzz', '--features', 'avro']

/** The program, and which of its codecs. */
export interface CodecProgram extends SoakProgram {
  readonly codec: string
}

export function nodeProgram(codec: string, more: readonly string[] = []): CodecProgram {
  const heap = [`--max-old-space-size=${String(HEAP_MB)}`, '--max-semi-space-size=2']
  const args = [...heap, join(__dirname, 'soak-process.js'), '--codec', codec, ...more]
  return { name: `TypeScript, ${codec}`, codec, command: process.execPath, args }
}

/** Compiled with the checks of a debug build, overflow among them. */
export function rustProgram(codec: string): CodecProgram {
  const args = ['run', ...RUST, '--bin', 'avro_soak', '--', '--codec', codec]
  return { name: `Rust, ${codec}`, codec, command: 'cargo', args }
}

export function soakPrograms(): readonly CodecProgram[] {
  return [...CODECS.map((codec) => nodeProgram(codec)), ...CODECS.map(rustProgram)]
}

/** Before any deadline counts. Gives cargo's output where it failed. */
export async function buildRust(signal: AbortSignal): Promise<string | undefined> {
  const build = startProcess('cargo', ['build', ...RUST, '--bin', 'avro_soak'], {
    name: 'cargo build',
    signal,
    guard: 'supervisor',
  })
  const { code } = await build.exited
  signal.throwIfAborted()
  return code === 0 ? undefined : build.output.toString()
}
