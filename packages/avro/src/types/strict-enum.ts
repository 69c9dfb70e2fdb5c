import { types } from 'avsc'
import { keepOwn } from './own-indices'

const own = types.EnumType.prototype as unknown as { _read(tap: unknown): unknown }

/** `enum`: of its own symbols, of which one may be `constructor`. */
export class StrictEnum extends types.EnumType {
  set _indices(_: object) {
    keepOwn(this, '_indices')
  }

  /** One of them also where a reader passes over it: avsc passes over any number. */
  _skip(tap: unknown): void {
    own._read.call(this, tap)
  }
}
