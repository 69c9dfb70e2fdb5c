/** Why a header was not used (spec, section 6). */
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
  /** lower-case key, `uberctx-*` for all keys of that prefix, `*` for the record's headers as a whole */
  readonly header: string
  readonly reason: FaultReason
}
