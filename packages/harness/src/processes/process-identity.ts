import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process for good: a pid alone is given again after its process has ended, pid and start time are not. */
export interface ProcessIdentity {
  /** The machine or container: a pid says nothing about another one's processes. */
  readonly host: string
  readonly pid: number
  /** Clock ticks since boot on Linux, a date as text elsewhere; only ever compared. */
  readonly startTime: string
}

export function ownIdentity(): ProcessIdentity {
  return { host: hostname(), pid: process.pid, startTime: startTimeOf(process.pid) ?? 'unknown' }
}

/** Whether that very process still runs. A zombie does not. Of another host's process nothing is known: it counts as running. */
export function isRunning(identity: ProcessIdentity): boolean {
  return identity.host !== hostname() || startTimeOf(identity.pid) === identity.startTime
}

/**
 * Field 22 (`starttime`) of `/proc/<pid>/stat` on Linux, `ps -o lstart=` elsewhere; nothing when there is no such process.
 * Fields are counted after the last `)`, because the command's name in field 2 may hold spaces and parentheses: proc(5).
 */
export function startTimeOf(pid: number): string | undefined {
  if (process.platform !== 'linux') {
    const listed = spawnSync('ps', ['-o', 'lstart=', '-p', String(pid)], { encoding: 'utf8' })
    return listed.status === 0 ? listed.stdout.trim() || undefined : undefined
  }
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}
