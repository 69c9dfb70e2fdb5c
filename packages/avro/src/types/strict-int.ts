import { types, type Type } from 'avsc'

type Hook = (value: unknown, type: Type) => void

/** `int`: a number of 32 bits; avsc's check throws for a bigint, so that nobody learns which field has it. */
export class StrictInt extends types.IntType {
  _check(value: unknown, _flags?: unknown, hook?: Hook): boolean {
    const isInt = typeof value === 'number' && (value | 0) === value
    if (!isInt) hook?.(value, this)
    return isInt
  }
}
