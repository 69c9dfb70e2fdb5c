import type { Extraction, FaultReason } from '@filrouge/propagation'

/** Formats that can give a context, and every reason of a fault: a run that never saw one has not compared it. */
const FORMATS = [
  'traceparent',
  'uber-trace-id',
  'b3',
  'b3-multi',
  'datadog',
  'elasticapmtraceparent',
  'x-amzn-trace-id',
  'sentry-trace',
  'ot-tracer',
]
const REASONS: readonly FaultReason[] = [
  'null',
  'empty',
  'too_long',
  'bad_charset',
  'bad_shape',
  'bad_version',
  'bad_trace_id',
  'zero_trace_id',
  'bad_span_id',
  'zero_span_id',
  'bad_flags',
  'bad_member',
  'over_limit',
  'duplicate_conflict',
  'format_conflict',
]

/** What is asked of a run of a million carriers; shorter ones are asked their share. */
const WANTED = { carriers: 1_000_000, contexts: 300_000, ofReason: 1_000, ofFormat: 10_000 }

/** What the carriers of a run reached. */
export class Coverage {
  carriers = 0
  contexts = 0
  readonly wins = new Map(FORMATS.map((format) => [format, 0]))
  readonly reasons = new Map<string, number>(REASONS.map((reason) => [reason, 0]))

  add({ context, faults }: Extraction): void {
    this.carriers++
    if (context !== undefined) {
      this.contexts++
      this.wins.set(context.format, (this.wins.get(context.format) ?? 0) + 1)
    }
    for (const { reason } of faults) this.reasons.set(reason, (this.reasons.get(reason) ?? 0) + 1)
  }

  lines(): string[] {
    const list = (counts: ReadonlyMap<string, number>) =>
      [...counts].map(([name, count]) => `${name} ${String(count)}`).join(', ')
    return [
      `${String(this.carriers)} carriers, ${((100 * this.contexts) / this.carriers).toFixed(1)} % with a context`,
      `wins: ${list(this.wins)}`,
      `faults: ${list(this.reasons)}`,
    ]
  }

  /** What was reached too seldom for the comparison to mean much. */
  gaps(): string[] {
    const share = this.carriers / WANTED.carriers
    const short = (counts: ReadonlyMap<string, number>, wanted: number) =>
      [...counts]
        .filter(([, count]) => count < Math.floor(wanted * share))
        .map(([name, count]) => `${name} ${String(count)} times, ${String(Math.floor(wanted * share))} wanted`)
    const few =
      this.contexts < WANTED.contexts * share
        ? [`a context ${String(this.contexts)} times, ${String(WANTED.contexts * share)} wanted`]
        : []
    return [...few, ...short(this.wins, WANTED.ofFormat), ...short(this.reasons, WANTED.ofReason)]
  }
}
