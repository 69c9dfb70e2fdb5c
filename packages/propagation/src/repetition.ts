import type { Fault } from './fault'
import type { HeaderFormat } from './header-format'
import { faultOfValue, textOfValue } from './header-value'
import { limits } from './limits'
import type { HeaderValue } from './record-headers'
import type { TraceContext } from './trace-context'

/** What the values of one format's key give (spec, section 4). */
export interface FormatReading {
  readonly format: HeaderFormat
  readonly context: TraceContext
  /** contexts of values that lost, newest first */
  readonly older: readonly TraceContext[]
}

/**
 * The last valid value wins: records are appended to, so the last one is the newest hop (KIP-82, `lastHeader`). In strict mode
 * different valid values give no context, as the W3C test suite asks for.
 */
export function readFormat(
  format: HeaderFormat,
  values: readonly HeaderValue[],
  strict: boolean,
  faults: Fault[],
): FormatReading | undefined {
  const valid = validContexts(format, values, faults)
  const context = valid.pop()
  if (context === undefined) return undefined
  if (valid.length > 0) {
    faults.push({ header: format.key, reason: 'duplicate_conflict' })
    if (strict) return undefined
  }
  return { format, context, older: valid.reverse() }
}

/** One context for each different valid text, oldest first; identical copies count once, at the place of the last one. */
function validContexts(format: HeaderFormat, values: readonly HeaderValue[], faults: Fault[]): TraceContext[] {
  const header = format.key
  if (values.length > limits.repeats) faults.push({ header, reason: 'over_limit' })
  const newest = values.slice(-limits.repeats)
  const valid = new Map<string, TraceContext>()
  const refused = new Set<string>()
  for (const value of newest) {
    const reason = faultOfValue(value, format.cap, false)
    if (reason !== undefined) {
      faults.push({ header, reason })
      continue
    }
    const text = textOfValue(value)
    if (refused.has(text)) continue
    const context = valid.get(text) ?? format.parse(text)
    if (typeof context === 'string') {
      refused.add(text)
      faults.push({ header, reason: context })
    } else {
      valid.delete(text)
      valid.set(text, context)
    }
  }
  return [...valid.values()]
}
