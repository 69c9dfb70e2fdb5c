import type { TallyLine } from './tally'

/** Reasons that a run must have seen to have tested them. */
const REASONS = [
  ...['too_long', 'truncated', 'trailing_bytes', 'bad_varint', 'bad_length', 'bad_boolean', 'bad_symbol'],
  ...['bad_branch', 'bad_utf8', 'bad_block', 'bad_value', 'too_deep', 'too_many_items'],
]
const OF_FRAMES = ['bad_marker', 'unknown_schema']
/** Payloads from which on each of them is to be expected. */
const ENOUGH = 100_000

/** What payloads came to too seldom for the run to mean much. */
export function coverageGaps(codec: string, payloads: number, { values, faults }: TallyLine): string[] {
  const gaps = values < payloads / 20 ? [`only ${String(values)} values`] : []
  if (payloads < ENOUGH) return gaps
  const reasons = codec === 'plain' ? REASONS : [...REASONS, ...OF_FRAMES]
  return [...gaps, ...reasons.filter((reason) => faults[reason] === undefined).map((reason) => `no ${reason}`)]
}
