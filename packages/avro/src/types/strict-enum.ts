import { types } from 'avsc'

const own = types.EnumType.prototype as unknown as { _read(tap: unknown): unknown }

/** `enum`: one of its symbols, also where a reader passes over it. avsc passes over any number. */
export class StrictEnum extends types.EnumType {
  _skip(tap: unknown): void {
    own._read.call(this, tap)
  }
}
