import { types, type Type } from 'avsc'

type Write = (tap: unknown, value: unknown) => void
type Check = (value: unknown, ...rest: unknown[]) => boolean
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
 * and not the function that avsc finds there. Records without such names are read and written by avsc alone.
 */
export class StrictRecord extends types.RecordType {
  _createWriter(): Write {
    const write = avsc._createWriter.call(this)
    return hasInherited(this) ? (tap, value) => write.call(this, tap, ownOf(this, value)) : write
  }

  _createChecker(): Check {
    const check = avsc._createChecker.call(this)
    return hasInherited(this) ? (value, ...rest) => check.call(this, ownOf(this, value), ...rest) : check
  }

  /** Of a default. */
  _copy(value: unknown, options?: unknown): unknown {
    return avsc._copy.call(this, hasInherited(this) ? ownOf(this, value) : value, options)
  }

  /** avsc looks names up in objects, and makes variables of them beside the name of the record. */
  _update(resolver: unknown, writer: Type, options: unknown): void {
    const own = avsc._getConstructorName.call(this)
    const isTaken = ({ name }: { readonly name: string }) => name in Object.prototype || `_${name}` === own
    const isRecord = writer instanceof types.RecordType
    if (!isRecord || ![...this.fields, ...writer.fields].some(isTaken)) {
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
