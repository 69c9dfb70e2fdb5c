import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { HarnessError } from '../harness-error'
import type { Environment } from './environment'
import { findExecutable } from './executable'

/**
 * What ends a child whose parent was killed.
 * `setpriv`: the kernel sends SIGKILL to the child (Linux, `prctl(PR_SET_PDEATHSIG)` through util-linux). The child alone.
 * `supervisor`: a small process that reads a pipe from the parent. Ends the child and all that the child has started.
 */
export type ParentDeathGuard = 'setpriv' | 'supervisor'

const SUPERVISOR = join(__dirname, '..', '..', 'process', 'supervisor.cjs')

// The parent may have died before setpriv asked for the signal: the shell that follows compares its parent with the expected one.
const STILL_CHILD_OF_PARENT = '[ "$PPID" = "$0" ] && exec "$@"'

/** The guard to use: the asked one, `FILROUGE_PARENT_DEATH`, or the best one that this machine has. */
export function chooseGuard(asked: ParentDeathGuard | undefined, environment: Environment): ParentDeathGuard {
  const named = asked ?? environment.FILROUGE_PARENT_DEATH
  if (named === undefined || named === '') return setprivPath() === undefined ? 'supervisor' : 'setpriv'
  if (named === 'setpriv' || named === 'supervisor') return named
  throw new HarnessError(`FILROUGE_PARENT_DEATH is ${named}`, 'set it to setpriv or supervisor, or unset it')
}

/** The command line that runs `command args` under a guard. */
export function guardedCommand(guard: ParentDeathGuard, command: string, args: readonly string[]): [string, string[]] {
  if (guard === 'supervisor') return [process.execPath, [SUPERVISOR, command, ...args]]
  const parent = String(process.pid)
  return [
    setprivPath() ?? 'setpriv',
    ['--pdeathsig', 'KILL', '/bin/sh', '-c', STILL_CHILD_OF_PARENT, parent, command, ...args],
  ]
}

let foundSetpriv: { path: string | undefined } | undefined

function setprivPath(): string | undefined {
  foundSetpriv ??= { path: lookForSetpriv() }
  return foundSetpriv.path
}

// Looked for on this process's own PATH, whatever environment the child gets. Busybox's setpriv has no --pdeathsig.
function lookForSetpriv(): string | undefined {
  if (process.platform !== 'linux') return undefined
  const path = findExecutable('setpriv', { PATH: `${process.env.PATH ?? ''}:/usr/bin:/bin` })
  if (path === undefined) return undefined
  return spawnSync(path, ['--pdeathsig', 'KILL', '/bin/sh', '-c', ':'], { stdio: 'ignore' }).status === 0
    ? path
    : undefined
}
