import { killLiveProcesses } from './live-processes'

const EXIT_CODES = { SIGHUP: 129, SIGINT: 130, SIGTERM: 143 } as const

export type EndingSignal = keyof typeof EXIT_CODES

/**
 * For a program that uses the harness, which itself handles no signal: on SIGHUP, SIGINT or SIGTERM runs `cleanup` once, then
 * exits with 129, 130 or 143. A second signal kills all children and exits at once. Returns a function that takes the handlers off.
 */
export function onSignals(cleanup: (signal: EndingSignal) => Promise<void> | void): () => void {
  let begun = false
  const handle = (signal: EndingSignal) => {
    const end = () => {
      killLiveProcesses()
      process.exit(EXIT_CODES[signal])
    }
    if (begun) end()
    begun = true
    void Promise.resolve(signal)
      .then(cleanup)
      .catch((error: unknown) => console.error(error))
      .finally(end)
  }
  const signals = Object.keys(EXIT_CODES) as EndingSignal[]
  for (const signal of signals) process.on(signal, handle)
  return () => {
    for (const signal of signals) process.off(signal, handle)
  }
}
