import { demoSpans } from './otlp'
import type { Call, Trace } from './price-request'
import { recordHeaders } from './record-bytes'
import type { Stage } from './stage'
import { waterfall } from './waterfall'
import { terminalColors } from './terminal-colors'

const colors = terminalColors(process.stdout)

export interface Result {
  readonly stage: Stage
  readonly calls: readonly Call[]
  readonly broken: number
  /** Trace of the first call. */
  readonly first: Trace
  /** Where that trace was written to, if it was. */
  readonly output: string | undefined
}

/** The result for programs. */
export function summary({ stage, calls, broken }: Result): object {
  return {
    brokerKind: stage.kafka.kind,
    brokerVersion: stage.kafka.version,
    services: stage.services,
    degraded: stage.degraded,
    calls: calls.length,
    complete: calls.length - broken,
    broken,
    traceIds: calls.map(({ traceId }) => traceId),
  }
}

/** The result for people: the first call, its trace, and the headers that carried it. */
export async function picture({ stage, calls, broken, first, output }: Result): Promise<string> {
  const { traceId = '', body = '' } = calls[0] ?? {}
  const { requests: topic, groups } = stage.names
  const headers = await recordHeaders({ brokers: stage.kafka.bootstrap, topic, group: groups.demo }, traceId)
  const complete = `${String(calls.length - broken)} of ${String(calls.length)} traces complete`
  const standIn = stage.degraded ? ', with a stand-in' : ''
  const written = output === undefined ? '' : `; written to ${output}`
  return `
GET /price/book-1 -> ${body}
trace ${colors.bold(traceId)}

${waterfall(demoSpans(first.resourceSpans), process.stdout.columns)}

the headers of its record in ${topic}:
${headers}

${complete}${standIn}${written}`
}
