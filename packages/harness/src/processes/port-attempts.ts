import { HarnessError } from '../harness-error'

const ATTEMPTS = 3
const REMEDY = 'end what listens on ports 20000 to 32000 of 127.0.0.1, or try again'

/** A start on ports that were free when they were chosen. */
export interface PortAttempt<T> {
  start(): Promise<T>
  /** Whether the start failed because another program had taken a port by then. */
  portTaken(): boolean
  /** Ends what the start began. */
  stop(): Promise<void>
}

interface PortAttemptsOptions {
  readonly onProgress: (line: string) => void
  readonly signal?: AbortSignal | undefined
}

/** Begins again, on other ports, where one was taken between choosing and using it. A start that failed is stopped. */
export async function startOnFreePorts<T>(
  owner: string,
  begin: () => PortAttempt<T>,
  { onProgress, signal }: PortAttemptsOptions,
): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    const begun = begin()
    try {
      return await begun.start()
    } catch (error) {
      const portTaken = begun.portTaken()
      await begun.stop()
      signal?.throwIfAborted()
      if (!portTaken) throw error
      if (attempt === ATTEMPTS) {
        const fault = `another program took a port of ${owner}'s in each of ${ATTEMPTS} attempts`
        throw new HarnessError(fault, REMEDY, { cause: error })
      }
      onProgress('a port was taken in between: trying others')
    }
  }
}
