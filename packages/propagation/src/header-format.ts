import type { FaultReason } from './fault'
import type { TraceContext } from './trace-context'

/** One way to write ids into a header. Adding a format is adding a file of this shape and a line in `formats.ts`. */
export interface HeaderFormat {
  readonly name: string
  /** the exact key of the header that holds the ids */
  readonly key: string
  /** values longer than this are refused unread, in bytes */
  readonly cap: number
  /** `text` is printable ASCII, trimmed, not empty */
  parse(text: string): TraceContext | FaultReason
  format(context: TraceContext): string
}
