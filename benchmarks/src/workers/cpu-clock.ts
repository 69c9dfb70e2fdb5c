/** CPU time of the whole process, all threads, and wall time from a moment on. */
export class CpuClock {
  readonly #cpu = process.cpuUsage()
  readonly #start = performance.now()

  read(): { cpuUs: number; wallMs: number } {
    const { user, system } = process.cpuUsage(this.#cpu)
    return { cpuUs: user + system, wallMs: performance.now() - this.#start }
  }
}

/** Keeps the CPU busy for as long. */
export function burn(us: number): void {
  const end = performance.now() + us / 1000
  while (performance.now() < end);
}
