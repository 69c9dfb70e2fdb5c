import { PayloadFault } from '../errors/payload-fault'
import type { PayloadCheck } from './check-payload'
import type { PayloadLimits } from './payload-limits'

/** The path of the value that begins at a byte of a payload that has passed its check: cut off there, it is truncated in that value. */
export function pathOfByte(
  check: PayloadCheck,
  payload: Buffer,
  start: number,
  limits: PayloadLimits,
  byte: number,
): string {
  try {
    check(payload, start, limits, byte)
    return ''
  } catch (error) {
    return error instanceof PayloadFault ? error.path : ''
  }
}
