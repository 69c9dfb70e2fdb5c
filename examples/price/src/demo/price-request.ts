import { HarnessError, waitFor } from '@filrouge/harness'
import { faultsOfCall } from './complete-call'
import { demoSpans, type ResourceSpans } from './otlp'
import type { Stage } from './stage'

/** A call of the gateway that was answered. */
export interface Call {
  readonly traceId: string
  readonly body: string
}
export interface Trace {
  readonly resourceSpans: ResourceSpans[]
}

export async function requestPrice(stage: Stage): Promise<Call> {
  const response = await fetch(`${stage.gateway}/price/book-1`)
  const body = await response.text()
  const traceId = response.headers.get('trace-id')
  if (response.status !== 200 || traceId === null) {
    throw new HarnessError(
      `the gateway answered ${String(response.status)}: ${body}`,
      `run again; if it stays, see what the services wrote: ${stage.output}`,
    )
  }
  return { traceId, body }
}

/** Waits until the trace is complete, and at the deadline takes it as it is. */
export async function traceOf(stage: Stage, traceId: string): Promise<{ trace: Trace; faults: string[] }> {
  let trace: Trace = { resourceSpans: [] }
  let faults: string[] = ['no span arrived']
  const complete = async () => {
    trace = (await (await fetch(`${stage.receiver}/traces/${traceId}`)).json()) as Trace
    faults = faultsOfCall(demoSpans(trace.resourceSpans), stage)
    return faults.length === 0
  }
  await waitFor(`trace ${traceId}`, complete, {
    deadlineMs: 5000,
    hopeless: () => (stage.stopped ? 'the demo stops' : undefined),
  }).catch(() => undefined)
  return { trace, faults }
}
