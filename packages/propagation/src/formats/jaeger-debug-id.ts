import type { Decision } from '../extraction'
import type { HeaderFields } from '../header-fields'
import type { FormatReading, HeaderFormat, TextPair } from '../header-format'

const KEY = 'jaeger-debug-id'
/** Printable ASCII that no reader trims. */
const WRITTEN = /^(?! )[\x20-\x7e]{1,512}(?<! )$/

/** Jaeger's way to have a new trace kept and to find it: the value becomes a tag of its root span. */
export const jaegerDebugId: HeaderFormat = {
  name: KEY,
  keys: [KEY],

  read(headers: HeaderFields): FormatReading | undefined {
    const debugId = headers.text(KEY, headers.limits.longField, (text) => text).last
    return debugId === undefined ? undefined : { decision: { sampled: true, debug: true, debugId }, links: [] }
  },

  writeDecision({ debugId }: Decision): readonly TextPair[] {
    return debugId !== undefined && WRITTEN.test(debugId) ? [[KEY, debugId]] : []
  },
}
