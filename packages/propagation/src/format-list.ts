import { b3 } from './formats/b3'
import { b3Multi } from './formats/b3-multi'
import { ceTraceparent } from './formats/ce-traceparent'
import { datadog } from './formats/datadog'
import { elasticapmtraceparent } from './formats/elasticapmtraceparent'
import { jaegerBaggage } from './formats/jaeger-baggage'
import { jaegerDebugId } from './formats/jaeger-debug-id'
import { otTracer } from './formats/ot-tracer'
import { sentryTrace } from './formats/sentry-trace'
import { traceparent } from './formats/traceparent'
import { uberTraceId } from './formats/uber-trace-id'
import { xAmznTraceId } from './formats/x-amzn-trace-id'
import type { HeaderFormat } from './header-format'

/** Every format, in the order of precedence on read (spec, section 8). */
const FORMATS = {
  traceparent,
  'uber-trace-id': uberTraceId,
  b3,
  'b3-multi': b3Multi,
  datadog,
  elasticapmtraceparent,
  'x-amzn-trace-id': xAmznTraceId,
  'sentry-trace': sentryTrace,
  'ot-tracer': otTracer,
  ce_traceparent: ceTraceparent,
  'jaeger-debug-id': jaegerDebugId,
  'jaeger-baggage': jaegerBaggage,
} as const satisfies Record<string, HeaderFormat>

export type FormatName = keyof typeof FORMATS

/** Headers that stay when a context is written: where an event began does not change on its way. */
export const KEPT: HeaderFormat = ceTraceparent

export const allFormats = Object.keys(FORMATS) as readonly FormatName[]
export const everyFormat: readonly HeaderFormat[] = Object.values(FORMATS)
const isWritable = (format: HeaderFormat) => 'write' in format || 'writeDecision' in format || 'writeBaggage' in format
/** Those with a form to be written in. */
export const writableFormats = allFormats.filter((name) => isWritable(FORMATS[name]))
const writtenByDefault: readonly HeaderFormat[] = [traceparent, uberTraceId]

/** @throws TypeError naming the culprit and the names there are; a wrong name is the programmer's mistake */
export function formatsToRead(formats: readonly (FormatName | HeaderFormat)[] | undefined): readonly HeaderFormat[] {
  return formats === undefined ? everyFormat : toRead.of(formats)
}

/** @throws TypeError for an unknown name, and for a format that is only read */
export function formatsToWrite(formats: readonly (FormatName | HeaderFormat)[] | undefined): readonly HeaderFormat[] {
  return formats === undefined ? writtenByDefault : toWrite.of(formats)
}

/** Lists that were looked up and checked, once each: callers give them again with every record. One that changes is not noticed. */
class CheckedLists {
  readonly #check: (format: HeaderFormat) => void
  readonly #known = new WeakMap<readonly (FormatName | HeaderFormat)[], readonly HeaderFormat[]>()
  #last: readonly (FormatName | HeaderFormat)[] | undefined
  #found: readonly HeaderFormat[] = []

  constructor(check: (format: HeaderFormat) => void) {
    this.#check = check
  }

  of(formats: readonly (FormatName | HeaderFormat)[]): readonly HeaderFormat[] {
    if (formats === this.#last) return this.#found
    let found = this.#known.get(formats)
    if (found === undefined) {
      found = [...new Set(formats.map(formatOf))]
      found.forEach(this.#check)
      this.#known.set(formats, found)
    }
    this.#last = formats
    this.#found = found
    return found
  }
}

const toRead = new CheckedLists(() => undefined)
const toWrite = new CheckedLists(requireWritable)

function requireWritable(format: HeaderFormat): void {
  if (isWritable(format)) return
  throw new TypeError(
    `header format ${JSON.stringify(format.name)} is only read: write one of ${writableFormats.join(', ')}`,
  )
}

function formatOf(format: FormatName | HeaderFormat): HeaderFormat {
  if (typeof format === 'object') return format
  if (Object.hasOwn(FORMATS, format)) return FORMATS[format]
  throw new TypeError(`unknown header format ${JSON.stringify(format)}: use one of ${allFormats.join(', ')}`)
}
