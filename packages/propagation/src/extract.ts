import { readBaggage } from './baggage/read-baggage'
import { Carrier } from './carrier'
import type { Extraction } from './extraction'
import type { Fault } from './fault'
import { FieldReader } from './field-reader'
import { formatsToRead, type FormatName } from './format-list'
import { NO_LINKS, type FormatReading, type HeaderFormat } from './header-format'
import { LIMITS, type Limits } from './limits'
import { Precedence } from './precedence'
import type { RecordHeaders } from './record-headers'
import { bitOf } from './wanted-keys'

export interface ExtractOptions {
  /** the formats that are read, in the order of precedence; by default all. The list is looked up once: do not change it */
  readonly read?: readonly (FormatName | HeaderFormat)[]
  /** refuse a header that stands there with several different valid values, instead of taking the last; default false */
  readonly strict?: boolean
  /** honour debug flags and `jaeger-debug-id`, which force recording; default true. `false` for topics that others write to */
  readonly debug?: boolean
  /** default `LIMITS`, those of the specification */
  readonly limits?: Limits
}

const NOTHING: Extraction = { baggage: [], links: NO_LINKS, faults: [] }
const DEFAULTS: ExtractOptions = {}
const NO_CONFLICTS: readonly Fault[] = []

/**
 * What the headers of a record say about its trace. Never throws, whatever the headers hold.
 *
 * @throws TypeError for an unknown name in `options.read` only
 */
export function extract(headers: RecordHeaders | null | undefined, options = DEFAULTS): Extraction {
  if (headers === null || headers === undefined) return NOTHING
  const { limits = LIMITS } = options
  const formats = formatsToRead(options.read)
  const carrier = new Carrier(headers, formats, limits)
  if (carrier.formats === 0 && !carrier.hasBaggage && !carrier.overLimit) return NOTHING
  const reader = new FieldReader(carrier, limits, options.strict === true)
  if (carrier.overLimit) reader.refuse('*', 'over_limit')
  const honoursDebug = options.debug !== false
  let only: FormatReading | undefined
  let precedence: Precedence | undefined
  for (let i = 0; i < formats.length; i++) {
    if ((carrier.formats & bitOf(i)) === 0) continue
    const format = formats[i] as HeaderFormat
    if (format.name === 'jaeger-debug-id' && !honoursDebug) continue
    const found = format.read(reader)
    if (found === undefined) continue
    const reading = honoursDebug ? found : withoutDebug(found)
    // the usual record has one context, which is weighed against no other
    const isFirst = only === undefined && precedence === undefined
    if (isFirst && reading.links.length === 0) only = reading
    else (precedence ??= new Precedence(only)).add(format, reading)
  }
  const { context, decision } = precedence ?? only ?? NOTHING
  for (const { header, reason } of precedence?.conflicts ?? NO_CONFLICTS) reader.refuse(header, reason)
  const links = precedence?.links(limits.links) ?? NO_LINKS
  const baggage = readBaggage(carrier, reader)
  const { faults } = reader
  if (context !== undefined) return { context, baggage, links, faults }
  return decision === undefined ? { baggage, links, faults } : { baggage, decision, links, faults }
}

function withoutDebug({ context, decision, links }: FormatReading): FormatReading {
  return {
    ...(context !== undefined && { context: { ...context, debug: false } }),
    ...(decision !== undefined && { decision: { ...decision, debug: false } }),
    links: links.map((link) => ({ ...link, debug: false })),
  }
}
