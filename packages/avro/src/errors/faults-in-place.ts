import type { Type } from 'avsc'
import { PayloadFault } from './payload-fault'

/** avsc's tap, as far as it says where it is. */
interface Placed {
  readonly pos: number
}

/**
 * What reads a value that another type wrote: one that is none of the reader's type is a fault at the byte at which it begins.
 *
 * @param expected the reader's type, for people
 */
export function faultsInPlace<T extends Placed>(
  read: (tap: T) => unknown,
  writer: Type,
  expected: string,
): (tap: T) => unknown {
  return (tap) => {
    const start = tap.pos
    try {
      return read(tap)
    } catch (error) {
      if (!(error instanceof PayloadFault)) throw error
      throw new PayloadFault(error.reason, start, {
        why: `the writer's ${writer.branchName ?? ''}, read as ${expected}`,
      })
    }
  }
}
