import { deleteTopics, HarnessError, onSignals, startKafka, type RunningKafka } from '@filrouge/harness'
import { AgentStandIn } from './agent-stand-in'
import { ParityError } from './rounds/parity'
import { PrefilledTopics } from './rounds/prefilled-topics'
import type { Surroundings } from './rounds/surroundings'
import { WorkerError } from './workers/worker-process'

export const progress = (line: string) => void process.stderr.write(`${line}\n`)

type Work = (around: Surroundings, kafka: RunningKafka) => Promise<void>

/** Starts what cases run in, and ends it for certain. A failure is printed, and the exit code of the program is 1 then. */
export async function runOnKafka(given: Pick<Surroundings, 'share' | 'nodeOptions'>, work: Work): Promise<void> {
  const interrupted = new AbortController()
  const { signal } = interrupted
  let kafka: RunningKafka | undefined
  let hasEnded = (): void => undefined
  const ended = new Promise<void>((resolve) => (hasEnded = resolve))
  // its clean-up too, which on somebody's own cluster deletes topics
  const forget = onSignals(async () => {
    interrupted.abort()
    await ended
  })
  try {
    kafka = await startKafka({ signal, onProgress: progress })
    await runOn(kafka, given, signal, work)
  } catch (error) {
    if (signal.aborted) return
    const isKnown = [HarnessError, ParityError, WorkerError].some((each) => error instanceof each)
    console.error(isKnown ? (error as Error).message : error)
    process.exitCode = 1
  } finally {
    await kafka?.stop()
    hasEnded()
    forget()
  }
}

async function runOn(
  kafka: RunningKafka,
  given: Pick<Surroundings, 'share' | 'nodeOptions'>,
  signal: AbortSignal,
  work: Work,
): Promise<void> {
  const { bootstrap: brokers } = kafka
  const agent = await AgentStandIn.start()
  const prefilled = new PrefilledTopics(brokers)
  try {
    const common = { brokers, prefilled, agent: agent.url, onProgress: progress, signal }
    await work({ ...common, ...given }, kafka)
  } finally {
    await agent.stop()
    await deleteTopics(brokers, prefilled.names)
  }
}
