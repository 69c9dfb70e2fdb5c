import { readBaggage } from './baggage-reading'
import { carrierOf, type Carrier } from './carrier'
import type { Extraction } from './extraction'
import type { Fault } from './fault'
import { formatsNamed, type FormatName } from './formats'
import type { HeaderFormat } from './header-format'
import { faultOfValue, textOfValue } from './header-value'
import { limits } from './limits'
import { chooseContext } from './precedence'
import type { RecordHeaders } from './record-headers'
import { readFormat, type FormatReading } from './repetition'
import { parseTracestate } from './tracestate'

export interface ExtractOptions {
  /** the formats that are read, in the order of precedence; by default all */
  readonly read?: readonly FormatName[]
  /** refuse a header that stands there with several different valid values, instead of taking the last; default false */
  readonly strict?: boolean
}

const NOTHING: Extraction = { baggage: [], links: [], faults: [] }

/**
 * What the headers of a record say about its trace. Never throws, whatever the headers hold.
 *
 * @throws TypeError for an unknown name in `options.read` only
 */
export function extract(headers: RecordHeaders | null | undefined, options: ExtractOptions = {}): Extraction {
  if (headers === null || headers === undefined) return NOTHING
  const formats = formatsNamed(options.read)
  const carrier = carrierOf(headers, [...formats.map((format) => format.key), 'tracestate', 'baggage'])
  if (carrier.values.size === 0 && carrier.uberctx.length === 0 && !carrier.overLimit) return NOTHING
  const faults: Fault[] = []
  if (carrier.overLimit) faults.push({ header: '*', reason: 'over_limit' })
  const chosen = chooseContext(readings(formats, carrier, options.strict === true, faults), faults)
  const baggage = readBaggage(carrier, faults)
  if (chosen === undefined) return { baggage, links: [], faults }
  return { context: chosen.context, baggage, links: chosen.links, faults }
}

function readings(
  formats: readonly HeaderFormat[],
  carrier: Carrier,
  strict: boolean,
  faults: Fault[],
): FormatReading[] {
  const found: FormatReading[] = []
  for (const format of formats) {
    const values = carrier.values.get(format.key)
    if (values === undefined) continue
    const reading = readFormat(format, values, strict, faults)
    if (reading === undefined) continue
    found.push(format.name === 'traceparent' ? withTracestate(reading, carrier, faults) : reading)
  }
  return found
}

/** `tracestate` belongs to `traceparent`: without a valid one it is not looked at (W3C Trace Context, section 3.3). */
function withTracestate(reading: FormatReading, carrier: Carrier, faults: Fault[]): FormatReading {
  const values = carrier.values.get('tracestate')
  if (values === undefined) return reading
  const header = 'tracestate'
  if (values.length > limits.repeats) faults.push({ header, reason: 'over_limit' })
  // After a conflict nobody knows which state belongs to which context: each hop appended both, so the last one is taken.
  const texts: string[] = []
  for (const value of values.slice(reading.older.length > 0 ? -1 : -limits.repeats)) {
    const reason = faultOfValue(value, limits.tracestate, true)
    if (reason === undefined) texts.push(textOfValue(value))
    else faults.push({ header, reason })
  }
  const tracestate = parseTracestate(texts.join(','), (reason) => faults.push({ header, reason }))
  return tracestate.length === 0 ? reading : { ...reading, context: { ...reading.context, tracestate } }
}
