import { killLiveProcesses } from './live-processes'

const EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const

/**
 * For a program that uses the harness, which itself handles no signal: on SIGINT or SIGTERM runs `cleanup` once, then exits
 * with 130 or 143. A second signal kills all children and exits at once. Returns a function that takes the handlers off.
 */
export function onSignals(cleanup: (signal: 'SIGINT' | 'SIGTERM') => Promise<void> | void): () => void {
  let begun = false
  const handle = (signal: 'SIGINT' | 'SIGTERM') => {
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
  process.on('SIGINT', handle)
  process.on('SIGTERM', handle)
  return () => {
    process.off('SIGINT', handle)
    process.off('SIGTERM', handle)
  }
}
