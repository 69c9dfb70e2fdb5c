import { isUtf8 } from 'node:buffer'
import { types, type Type } from 'avsc'
import { faultsInPlace } from '../errors/faults-in-place'
import { PayloadFault } from '../errors/payload-fault'

type Hook = (value: unknown, type: Type) => void
interface Tap {
  readonly pos: number
  readBytes(): Buffer | undefined
  writeString(text: string): void
}
interface Resolver {
  _read: (tap: Tap) => unknown
}

/** `string`: text that has bytes in UTF-8, so no half of a surrogate pair, which avsc writes as bytes that no reader takes. */
export class StrictString extends types.StringType {
  _check(value: unknown, _flags?: unknown, hook?: Hook): boolean {
    const isText = typeof value === 'string' && value.isWellFormed()
    if (!isText) hook?.(value, this)
    return isText
  }

  _write(tap: Tap, value: unknown): void {
    if (!this._check(value)) throw new TypeError('no text')
    tap.writeString(value as string)
  }

  /** What was written as bytes may be none. */
  _update(resolver: Resolver, writer: Type): void {
    if (writer.typeName === 'string') resolver._read = (this as unknown as Resolver)._read
    if (writer.typeName === 'bytes')
      resolver._read = faultsInPlace((tap: Tap) => textOf(tap.readBytes() ?? Buffer.of()), writer, 'string')
  }
}

function textOf(bytes: Buffer): string {
  if (!isUtf8(bytes)) throw new PayloadFault('bad_utf8', 0)
  return bytes.toString()
}
