import nodeProcess from 'node:process'

interface LiveProcess {
  readonly exited: Promise<unknown>
  signalNow(signal: NodeJS.Signals): void
}

const live = new Set<LiveProcess>()
let watchesExit = false

/** Remembers a process until it has ended. */
export function noteLiveProcess(process: LiveProcess): void {
  if (!watchesExit) nodeProcess.on('exit', killLiveProcesses)
  watchesExit = true
  live.add(process)
  void process.exited.finally(() => live.delete(process))
}

/** SIGKILL to every process that still runs: for a program that ends at once. */
export function killLiveProcesses(): void {
  for (const process of live) process.signalNow('SIGKILL')
}
