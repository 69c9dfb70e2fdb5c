import { types, type Type } from 'avsc'
import { promoteWhole } from './promote-whole'
import type { Reads } from './reads'

const own = types.DoubleType.prototype as unknown as { _update(resolver: Reads, writer: Type): void }

/** `double`: also the nearest of a long. */
export class StrictDouble extends types.DoubleType {
  _update(resolver: Reads, writer: Type): void {
    own._update.call(this, resolver, writer)
    promoteWhole(resolver, writer, Number)
  }
}
