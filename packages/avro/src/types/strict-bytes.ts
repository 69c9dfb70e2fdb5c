import { types, type Type } from 'avsc'
import type { Reads } from './reads'

const own = types.BytesType.prototype as unknown as { _copy(value: unknown, options?: unknown): unknown }

/** `bytes`: also those of a writer's text, which is read as text, since it may be none. */
export class StrictBytes extends types.BytesType {
  _update(resolver: Reads, writer: Type): void {
    const read = (tap: unknown) => Buffer.from((writer as unknown as Reads)._read(tap) as string)
    if (writer.typeName === 'string') resolver._read = read
    if (writer.typeName === 'bytes') resolver._read = (this as unknown as Reads)._read
  }

  /** Of a default: characters that are no bytes are those of another branch. */
  _copy(value: unknown, options?: unknown): unknown {
    if (typeof value === 'string' && /[^\0-\xff]/.test(value)) throw new TypeError('no bytes')
    return own._copy.call(this, value, options)
  }
}
