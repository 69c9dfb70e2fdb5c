import type { HeaderFields } from '../header-fields'
import type { FormatReading, HeaderFormat } from '../header-format'
import { parseTraceparent } from './traceparent'

/**
 * Where a CloudEvent began (CloudEvents, distributed tracing extension): a link, never the parent, and the event's own: it is
 * neither written nor removed.
 */
export const ceTraceparent: HeaderFormat = {
  name: 'ce_traceparent',
  keys: ['ce_traceparent'],

  read(headers: HeaderFields): FormatReading | undefined {
    const { last, older } = headers.text('ce_traceparent', headers.limits.longField, parseTraceparent)
    if (last === undefined) return undefined
    return { links: [last, ...older].map((context) => ({ ...context, format: 'ce_traceparent' })) }
  },
}
