/** Why a header was not used (spec, section 9). */
export type FaultReason =
  | 'null'
  | 'empty'
  | 'too_long'
  | 'bad_charset'
  | 'bad_shape'
  | 'bad_version'
  | 'bad_trace_id'
  | 'zero_trace_id'
  | 'bad_span_id'
  | 'zero_span_id'
  | 'bad_flags'
  | 'bad_member'
  | 'over_limit'
  | 'duplicate_conflict'
  | 'format_conflict'

/** A header that somebody wrote wrongly, or that lost against another. It is data, never thrown. */
export interface Fault {
  /** lower-case key, `uberctx-*` and `ot-baggage-*` for those prefixes, `*` for the record's headers as a whole */
  readonly header: string
  readonly reason: FaultReason
}

/** What a parser gives in place of a value; without a reason the value is passed over, and is no fault. */
export class Refusal {
  readonly reason: FaultReason | undefined

  constructor(reason: FaultReason | undefined) {
    this.reason = reason
  }
}

export const IGNORED = new Refusal(undefined)

const refusals = new Map<FaultReason, Refusal>()

/** The one refusal of this reason: hostile headers cost no objects. */
export function refused(reason: FaultReason): Refusal {
  let refusal = refusals.get(reason)
  if (refusal === undefined) refusals.set(reason, (refusal = new Refusal(reason)))
  return refusal
}
