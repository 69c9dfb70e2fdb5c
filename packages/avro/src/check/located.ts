import { PayloadFault } from '../errors/payload-fault'

/** A fault that passes a field, an item or an entry has it in its path. */
export function located(error: unknown, segment: string): unknown {
  return error instanceof PayloadFault ? error.within(segment) : error
}
