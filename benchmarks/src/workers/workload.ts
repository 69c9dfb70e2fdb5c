import type { Command, ParityReport, RunReport } from './protocol'

export type Run = Extract<Command, { do: 'warm up' | 'run' }>
export type ParityCheck = Extract<Command, { do: 'check parity' }>

/** What a worker does with its variant. */
export interface Workload {
  run(run: Run): Promise<RunReport>
  checkParity(check: ParityCheck): Promise<ParityReport>
  stop(): Promise<void>
}
