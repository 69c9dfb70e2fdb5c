import { types, type Type } from 'avsc'

type Hook = (value: unknown, type: Type) => void

const own = types.MapType.prototype as unknown as {
  _check(value: unknown, flags?: unknown, hook?: Hook, path?: unknown): boolean
  _write(tap: unknown, value: unknown): void
}

/**
 * `map`: an object's own members. avsc takes any object, so that of a Map, a Date or a Buffer nothing would be left, or what nobody meant; and a
 * key that no reader in JavaScript could hold, or that has no bytes in UTF-8.
 */
export class StrictMap extends types.MapType {
  _check(value: unknown, flags?: unknown, hook?: Hook, path?: unknown): boolean {
    const isMap = isPlain(value) && Object.keys(value).every((key) => key !== '__proto__' && key.isWellFormed())
    if (!isMap) hook?.(value, this)
    return isMap && own._check.call(this, value, flags, hook, path)
  }

  _write(tap: unknown, value: unknown): void {
    if (!this._check(value)) throw new TypeError('no map')
    own._write.call(this, tap, value)
  }
}

/** Of no class but those that are made for members by key. */
function isPlain(value: unknown): value is object {
  if (value === null || typeof value !== 'object') return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null
}
