import { everyFormat, KEPT } from './format-list'
import type { HeaderFormat } from './header-format'
import { wantedKeys } from './wanted-keys'

/** That of `@filrouge/avro`. It is read where it is named alone, but must not outlive the context that it says (spec/avro.md, section 4). */
const avro: HeaderFormat = { name: 'avro', keys: ['filrouge-trace-context'], read: () => undefined }

const owned = [...everyFormat.filter((format) => format !== KEPT), avro]

/** Whether a header carries a context or baggage, in any letter case: it is replaced when a context is written (spec, section 11). */
export function isOwned(key: string): boolean {
  return isOwnedBy(owned, key)
}

/** The same where formats from outside are written, whose headers are replaced too. */
export function ownedWith(written: readonly HeaderFormat[]): (key: string) => boolean {
  const outside = written.filter((format) => !everyFormat.includes(format))
  return outside.length === 0 ? isOwned : (key) => isOwned(key) || isOwnedBy(outside, key)
}

function isOwnedBy(formats: readonly HeaderFormat[], key: string): boolean {
  return wantedKeys(formats).placeOf(key) !== undefined
}
