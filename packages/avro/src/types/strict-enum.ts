import { types, type Type } from 'avsc'
import { PayloadFault } from '../errors/payload-fault'
import { keepOwn } from './own-indices'

interface Tap {
  readonly pos: number
}
interface EnumResolver {
  readonly symbols: readonly (string | typeof UNKNOWN)[] | null
  _read: ((tap: Tap) => unknown) | null
}

/** What avsc gives for a symbol that a reader has not. */
const UNKNOWN = Symbol('unknown')

const own = types.EnumType.prototype as unknown as {
  _read(tap: unknown): unknown
  _update(resolver: EnumResolver, writer: Type, options: unknown): void
}

/** `enum`: of its own symbols, of which one may be `constructor`. */
export class StrictEnum extends types.EnumType {
  set _indices(_: object) {
    keepOwn(this, '_indices')
  }

  /** One of them also where a reader passes over it: avsc passes over any number. */
  _skip(tap: unknown): void {
    own._read.call(this, tap)
  }

  /** A symbol that it has not, and no default, is wrong where it comes. avsc refuses the writer for it. */
  _update(resolver: EnumResolver, writer: Type, options: unknown): void {
    const { default: substitute } = this as { readonly default?: string }
    const lenient = Object.create(this, { default: { value: substitute ?? UNKNOWN } }) as StrictEnum
    own._update.call(lenient, resolver, writer, options)
    const { symbols, _read: read } = resolver
    if (read === null || symbols?.includes(UNKNOWN) !== true) return
    const isNoneKnown = symbols.every((symbol) => symbol === UNKNOWN)
    resolver._read = isNoneKnown
      ? null
      : function (this: EnumResolver, tap) {
          const start = tap.pos
          const symbol = read.call(this, tap)
          if (symbol !== UNKNOWN) return symbol
          throw new PayloadFault('bad_value', start, { why: 'the reader has no such symbol, and no default' })
        }
  }
}
