import { CpuClock } from '../workers/cpu-clock'
import { HeapCounter } from '../workers/heap-counter'
import type { RunReport } from '../workers/protocol'
import type { Variant } from '../workers/variant'
import type { Run } from '../workers/workload'

/** Measures `work`, which tells the calls that it made, until the last of its spans has reached the sender. */
export async function measure(
  variant: Variant,
  { messages, heap }: Run,
  work: () => Promise<Pick<RunReport, 'calls' | 'latencies'>>,
): Promise<RunReport> {
  const before = await variant.finishedSpans()
  const counter = heap === true ? new HeapCounter() : undefined
  const clock = new CpuClock()
  const done = await work()
  const spans = (await variant.finishedSpans()) - before
  const taken = clock.read()
  return { ...taken, messages, spans, ...done, ...(counter !== undefined && { allocatedBytes: counter.stop() }) }
}
