const live = new Set<number>()

/** Groups of this process's subjects must not outlive it, however it ends; SIGKILL alone leaves them to the end of their stdin. */
process.on('exit', () => {
  for (const group of live) signalGroup(group, 'SIGKILL')
})

export function noteGroup(group: number): void {
  live.add(group)
}

/** Kills whatever is left of a group. */
export function endGroup(group: number): void {
  signalGroup(group, 'SIGKILL')
  live.delete(group)
}

export function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal)
  } catch {
    // ESRCH: nothing of it is left.
  }
}
