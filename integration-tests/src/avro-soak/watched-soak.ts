import { startProcess } from '@filrouge/harness'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TallyLine } from './tally'

/** A program that decodes random payloads, in either language. */
export interface SoakProgram {
  readonly name: string
  readonly command: string
  readonly args: readonly string[]
}

/** What was decoded when something broke: everything that it takes to see it again. */
export interface Broken {
  readonly why: string
  readonly index?: number
  readonly vector?: string
  readonly payload?: string
  readonly header?: string | null
}

export interface SoakOutcome {
  readonly tally?: TallyLine
  readonly broken?: Broken
}

export interface SoakRange {
  readonly seed: number
  readonly from: number
  readonly to: number
}

export interface WatchOptions {
  /** for a thousand payloads */
  readonly deadlineMs: number
  readonly signal: AbortSignal
}

interface Watch extends WatchOptions {
  readonly folder: string
}

type Told = Omit<Broken, 'why'>
interface Line extends Partial<TallyLine> {
  readonly at?: Told
  readonly broke?: Told
  readonly why?: string
}

/** Runs a program over payloads, in a temporary folder of its own: what breaks removes nothing. */
export async function watchedSoak(program: SoakProgram, range: SoakRange, options: WatchOptions): Promise<SoakOutcome> {
  const folder = await mkdtemp(join(tmpdir(), 'filrouge-avro-soak-'))
  try {
    return await watchedTwice(program, range, { ...options, folder })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** Where it ends or hangs without saying which payload it was, it is run once more over those, aloud. */
async function watchedTwice(program: SoakProgram, range: SoakRange, options: Watch): Promise<SoakOutcome> {
  const { lines, end } = await watched(program, range, [], options)
  const tally = lines.findLast(({ to }) => to !== undefined) as TallyLine | undefined
  const broken = brokenOf(lines)
  if (broken !== undefined) return { ...(tally && { tally }), broken }
  if (end === undefined && tally?.to === range.to) return { tally }
  const from = tally?.to ?? range.from
  const again = await watched(program, { ...range, from, to: Math.min(range.to, from + 1000) }, ['--announce'], options)
  const last = again.lines.findLast(({ at }) => at !== undefined)?.at
  const why = end ?? 'it ended before its last payload'
  return { ...(tally && { tally }), broken: brokenOf(again.lines) ?? { why, ...last } }
}

function brokenOf(lines: readonly Line[]): Broken | undefined {
  const line = lines.find(({ broke }) => broke !== undefined)
  return line && { why: line.why ?? '', ...line.broke }
}

/** The lines that matter, and how the process came to an end where it was not a good one. */
async function watched(
  { name, command, args }: SoakProgram,
  { seed, from, to }: SoakRange,
  more: readonly string[],
  { deadlineMs, signal, folder }: Watch,
): Promise<{ readonly lines: readonly Line[]; readonly end: string | undefined }> {
  const lines: Line[] = []
  const range = ['--seed', String(seed), '--from', String(from), '--to', String(to)]
  const late = new AbortController()
  const end = () => {
    late.abort()
    void running.stop(0)
  }
  let deadline = setTimeout(end, deadlineMs)
  const running = startProcess(command, [...args, ...range, ...more], {
    name,
    signal,
    env: { ...process.env, TMPDIR: folder },
    onLine: (text, stream) => {
      if (stream === 'stderr' || !text.startsWith('{')) return
      clearTimeout(deadline)
      deadline = setTimeout(end, deadlineMs)
      const line = JSON.parse(text) as Line
      // one line of each kind is enough, and a thousand announcements are many
      if (line.at !== undefined && lines.at(-1)?.at !== undefined) lines.pop()
      lines.push(line)
    },
  })
  const { code, signal: killed } = await running.exited
  clearTimeout(deadline)
  signal.throwIfAborted()
  if (late.signal.aborted) return { lines, end: `no answer within ${String(deadlineMs / 1000)} s` }
  const tail = running.output.lines().findLast((text) => !text.startsWith('{')) ?? ''
  return { lines, end: code === 0 ? undefined : `it ended with ${killed ?? `exit code ${String(code)}`}: ${tail}` }
}
