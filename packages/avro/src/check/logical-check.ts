import { fits, unscaledOf } from '../logical/decimal-type'
import { MOST_MS, DAY_MS } from '../logical/instant-type'
import type { LogicalSchema } from '../logical/is-logical'
import { UUID } from '../logical/uuid-text'
import type { Check } from './check'
import type { Cursor } from './cursor'

/** What a logical type demands beside its bytes; nothing for those that any value of the type beneath is good for. */
export function logicalCheck({ type, logicalType, size, precision = 0 }: LogicalSchema): Check | undefined {
  switch (logicalType) {
    case 'timestamp-millis':
      return (at) => {
        const start = at.position
        if (Math.abs(at.long()) > MOST_MS) at.fail('bad_value', start)
      }
    case 'date':
      return (at) => {
        const start = at.position
        if (Math.abs(at.int()) > MOST_MS / DAY_MS) at.fail('bad_value', start)
      }
    case 'uuid':
      return type === 'string' ? uuid : undefined
    case 'decimal':
      return (at) => {
        const start = at.position
        const bytes = at.take(size ?? at.length())
        if (bytes.length === 0 || !fits(unscaledOf(bytes), precision)) at.fail('bad_value', start)
      }
    default:
      return undefined
  }
}

function uuid(at: Cursor): void {
  const start = at.position
  if (!UUID.test(at.take(at.length()).toString('latin1'))) at.fail('bad_value', start)
}
