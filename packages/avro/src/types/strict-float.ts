import { types, type Type } from 'avsc'
import { promoteWhole } from './promote-whole'
import type { Reads } from './reads'

type Hook = (value: unknown, type: Type) => void

/** `float`: a number that is as large in 32 bits, rounded; avsc makes an infinity of one that is not. */
export class StrictFloat extends types.FloatType {
  _check(value: unknown, _flags?: unknown, hook?: Hook): boolean {
    const fits = typeof value === 'number' && (!Number.isFinite(value) || Number.isFinite(Math.fround(value)))
    if (!fits) hook?.(value, this)
    return fits
  }

  _write(tap: { writeFloat(value: number): void }, value: unknown): void {
    if (!this._check(value)) throw new RangeError('no float')
    tap.writeFloat(value as number)
  }

  _update(resolver: Reads, writer: Type): void {
    if (writer.typeName === 'float') resolver._read = (this as unknown as Reads)._read
    else promoteWhole(resolver, writer, Math.fround)
  }
}
