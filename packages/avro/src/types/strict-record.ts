import { isMap, isSet } from 'node:util/types'
import { types, type Type } from 'avsc'
import { valueKind } from '../logical/value-kind'

type Write = (tap: unknown, value: unknown) => void
type Hook = (value: unknown, type: Type) => void
type Check = (value: unknown, flags?: unknown, hook?: Hook, path?: unknown) => boolean
interface Field {
  readonly name: string
  readonly aliases: readonly string[]
  readonly type: Type
  defaultValue(): unknown
}

const avsc = types.RecordType.prototype as unknown as {
  _createWriter(): Write
  _createChecker(): Check
  _copy(value: unknown, options?: unknown): unknown
  _update(resolver: unknown, writer: Type, options: unknown): void
  _getConstructorName(): string
}

/**
 * `record`: of its own fields, also where objects have a member of the same name: a value without a field `constructor` has its default,
 * and not the function that avsc finds there. One whose fields all have defaults is no array, text, date, map or buffer either.
 */
export class StrictRecord extends types.RecordType {
  _createWriter(): Write {
    const write = avsc._createWriter.call(this)
    const own: Write = hasInherited(this) ? (tap, value) => write.call(this, tap, ownOf(this, value)) : write
    if (!isAllDefaults(this)) return own
    return (tap, value) => {
      if (!isOfMembers(value)) throw new TypeError('no record')
      own.call(this, tap, value)
    }
  }

  _createChecker(): Check {
    const check = avsc._createChecker.call(this)
    const own: Check = hasInherited(this) ? (value, ...rest) => check.call(this, ownOf(this, value), ...rest) : check
    if (!isAllDefaults(this)) return own
    return (value, flags, hook, path) => {
      if (isOfMembers(value)) return own.call(this, value, flags, hook, path)
      hook?.(value, this)
      return false
    }
  }

  /** Of a default. */
  _copy(value: unknown, options?: unknown): unknown {
    return avsc._copy.call(this, hasInherited(this) ? ownOf(this, value) : value, options)
  }

  /** avsc looks names up in objects, and makes variables of them beside the name of the record. */
  _update(resolver: unknown, writer: Type, options: unknown): void {
    const own = avsc._getConstructorName.call(this)
    const isTaken = ({ name }: { readonly name: string }) => name in Object.prototype || `_${name}` === own
    // avsc looks at the fields of what has none
    if (!(writer instanceof types.RecordType)) return
    if (![...this.fields, ...writer.fields].some(isTaken)) {
      avsc._update.call(this, resolver, writer, options)
      return
    }
    try {
      avsc._update.call(marked(this), resolver, marked(writer), options)
    } catch (error) {
      throw new Error((error as Error).message.replaceAll(MARK, ''), { cause: error })
    }
  }
}

/** Whatever it is given, it writes a value. */
function isAllDefaults({ fields }: types.RecordType): boolean {
  return (fields as readonly Field[]).every((field) => field.defaultValue() !== undefined)
}

/** What holds its values otherwise would be written as if it had none. */
function isOfMembers(value: unknown): boolean {
  return valueKind(value) === 'object' && !isMap(value) && !isSet(value) && !ArrayBuffer.isView(value)
}

function hasInherited({ fields }: types.RecordType): boolean {
  return fields.some(({ name }) => name in Object.prototype)
}

/** Without what is found in every object: a function is no value of Avro. */
function ownOf({ fields }: types.RecordType, value: unknown): unknown {
  if (value === null || typeof value !== 'object') return value
  const own = Object.create(null) as Record<string, unknown>
  for (const { name } of fields) {
    const member = (value as Record<string, unknown>)[name]
    if (typeof member !== 'function' || Object.hasOwn(value, name)) own[name] = member
  }
  return own
}

/** What no name of Avro has. */
const MARK = '$'

/** The same record, whose fields have names that nothing else has. */
function marked<R extends types.RecordType>(record: R): R {
  const fields = (record.fields as readonly Field[]).map((field) => ({
    name: MARK + field.name,
    aliases: field.aliases.map((alias) => MARK + alias),
    type: field.type,
    defaultValue: () => field.defaultValue(),
  }))
  return Object.create(record, { fields: { value: fields } }) as R
}
