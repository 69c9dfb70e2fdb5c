import { openWorkload } from '../workloads/open-workload'
import type { Answer, Command, TracingSettings, WorkerSettings } from './protocol'
import { settleChecksum } from './settled-checksum'
import type { Variant } from './variant'

/** The program of a worker: makes the variant, and does what it is told over the channel to its parent, with which it ends. */
export function serve(variantOf: (settings: TracingSettings, agent: string) => Variant): void {
  const answer = (message: Answer) => void process.send?.(message)
  const fail = (error: unknown) =>
    answer({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  settleChecksum()
  const settings = JSON.parse(process.argv[2] ?? '') as WorkerSettings
  const opening = openWorkload(variantOf(settings.tracing, settings.agent), settings)
  opening.then(() => answer({ ready: true }), fail)

  async function obey(command: Command): Promise<Answer> {
    const workload = await opening
    switch (command.do) {
      case 'warm up':
      case 'run':
        return { report: await workload.run(command) }
      case 'check parity':
        return { parity: await workload.checkParity(command) }
      case 'time':
        throw new Error('a client is run, not timed')
      case 'stop':
        await workload.stop()
        return { done: true }
    }
  }
  process.on('message', (command: Command) => void obey(command).then(answer, fail))
  // a tracer may keep the process, and the parent may be gone
  process.on('disconnect', () => process.exit(0))
}
