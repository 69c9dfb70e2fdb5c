import type { AvroSchema } from '../schema/avro-schema'
import type { PayloadLimits } from './payload-limits'
import { checkOf } from './check-of'
import { Cursor } from './cursor'

/**
 * Whether bytes are a value of a schema, and nothing after it: lengths are there, symbols and branches exist, text is UTF-8, and
 * arrays are no longer than they may be. avsc takes all that on trust, reads beyond the end, and loops as often as a count says.
 *
 * @param end of the bytes that count, where not all of the payload do
 * @throws PayloadFault with the place. It makes no value, so that a payload that lies costs what was sent, not what it claims.
 */
export type PayloadCheck = (payload: Buffer, start: number, limits: PayloadLimits, end?: number) => void

/** @throws TypeError for a name that the schema does not define */
export function payloadCheck(schema: AvroSchema): PayloadCheck {
  const check = checkOf(schema)
  return (payload, start, limits, end) => {
    const at = new Cursor(payload, start, limits, end)
    if (payload.length > limits.bytes) at.fail('too_long', limits.bytes)
    try {
      check(at)
    } catch (error) {
      // limits may let through what the call stack does not
      if (error instanceof RangeError) at.fail('too_deep')
      throw error
    }
    if (!at.isAtEnd) at.fail('trailing_bytes')
  }
}
