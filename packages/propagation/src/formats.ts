import type { HeaderFormat } from './header-format'
import { traceparent } from './traceparent'
import { uberTraceId } from './uber-trace-id'

export type FormatName = 'traceparent' | 'uber-trace-id'

/** Every format, in the order of precedence on read (spec, section 5). */
export const formats: Readonly<Record<FormatName, HeaderFormat>> = {
  traceparent,
  'uber-trace-id': uberTraceId,
}

export const allFormats = Object.keys(formats) as readonly FormatName[]

const everyFormat = Object.values(formats)

/**
 * The formats of these names, in their order; without names all of them.
 *
 * @throws TypeError naming the culprit and the names there are; a wrong name is the programmer's mistake
 */
export function formatsNamed(names: readonly FormatName[] | undefined): readonly HeaderFormat[] {
  return names === undefined ? everyFormat : names.map(formatNamed)
}

function formatNamed(name: FormatName): HeaderFormat {
  if (!Object.hasOwn(formats, name)) {
    throw new TypeError(`unknown header format ${JSON.stringify(name)}: use one of ${allFormats.join(', ')}`)
  }
  return formats[name]
}
