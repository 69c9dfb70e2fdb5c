import type { Type } from 'avsc'
import { PayloadFault } from '../errors/payload-fault'
import type { PayloadCheck } from './check-payload'
import { pathOfByte } from './path-of-byte'
import type { PayloadLimits } from './payload-limits'

/**
 * The value of a payload that its writer's check lets through.
 *
 * @param resolver where another schema wrote it
 * @throws PayloadFault, also for what is right for its writer and no value for its reader
 */
export function readChecked(
  type: Type,
  resolver: ReturnType<Type['createResolver']> | undefined,
  check: PayloadCheck,
  payload: Buffer,
  start: number,
  limits: PayloadLimits,
): unknown {
  check(payload, start, limits)
  try {
    return type.decode(payload, start, resolver).value
  } catch (error) {
    if (error instanceof RangeError) throw new PayloadFault('too_deep', start)
    if (!(error instanceof PayloadFault)) throw error
    throw error.within(pathOfByte(check, payload, start, limits, error.offset))
  }
}
