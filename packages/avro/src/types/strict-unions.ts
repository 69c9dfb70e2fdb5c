import { types, type Type } from 'avsc'
import { StrictLogicalType } from '../logical/strict-logical-type'
import { valueKind, type ValueKind } from '../logical/value-kind'
import { keepOwn } from './own-indices'
import { attempted, type Resolving } from './resolving'

interface Own {
  _update(resolver: unknown, writer: Type, resolving: Resolving): void
  _copy(value: unknown, options?: CopyOptions): unknown
}
interface CopyOptions {
  readonly wrap?: number
}

const wrapped = types.WrappedUnionType.prototype as unknown as Own
const unwrapped = types.UnwrappedUnionType.prototype as unknown as Own

/** A union whose values say their branch, of which one may be a record `constructor`. */
export class StrictWrappedUnion extends types.WrappedUnionType {
  set _branchIndices(_: object) {
    keepOwn(this, '_branchIndices')
  }

  _update(resolver: unknown, writer: Type, resolving: Resolving): void {
    wrapped._update.call(trying(this, writer), resolver, writer, resolving)
  }

  _copy(value: unknown, options?: CopyOptions): unknown {
    return wrapped._copy.call(isDefault(options) ? withFirst(this, value, options) : this, value, options)
  }
}

/** A union whose values do not, since no two branches have values of one kind. */
export class StrictUnwrappedUnion extends types.UnwrappedUnionType {
  /** of the values of each branch */
  declare readonly kinds: readonly (ValueKind | undefined)[]

  set _branchIndices(_: object) {
    keepOwn(this, '_branchIndices')
  }

  _getIndex(value: unknown): number | undefined {
    const index = this.kinds.indexOf(valueKind(value))
    return index === -1 ? undefined : index
  }

  _update(resolver: unknown, writer: Type, resolving: Resolving): void {
    unwrapped._update.call(trying(this, writer), resolver, writer, resolving)
  }

  _copy(value: unknown, options?: CopyOptions): unknown {
    return unwrapped._copy.call(isDefault(options) ? withFirst(this, value, options) : this, value, options)
  }
}

/** Of a field, as avsc says it. */
function isDefault(options: CopyOptions | undefined): options is CopyOptions {
  return options?.wrap === 2
}

/**
 * The same union, whose first branch is the one of which a default is: "the first schema that matches in the union" (Avro 1.12, "Complex
 * Types: Records"), which was the first of all before.
 */
function withFirst<U extends types.WrappedUnionType | types.UnwrappedUnionType>(
  union: U,
  value: unknown,
  options: CopyOptions,
): U {
  const fits = (branch: Type) => {
    try {
      ;(branch as unknown as Own)._copy(value, options)
      return true
    } catch {
      return false
    }
  }
  const index = union.types.findIndex(fits)
  return index <= 0 ? union : (Object.create(union, { types: { value: union.types.slice(index) } }) as U)
}

/** The same union, of which avsc tries one branch after the other until one reads what was written: the most alike comes first. */
function trying<U extends types.WrappedUnionType | types.UnwrappedUnionType>(union: U, writer: Type): U {
  const branches = union.types
    .toSorted((a, b) => distance(a, writer) - distance(b, writer))
    .map((branch): Type => {
      const createResolver = (written: Type, resolving: Resolving) => attempted(branch, written, resolving)
      return Object.create(branch, { createResolver: { value: createResolver } }) as Type
    })
  return Object.create(union, { types: { value: branches } }) as U
}

/** 0 for the same name, in full or as an alias, 1 for the same type, 2 for what it may be promoted to: all beneath logical types. */
function distance(branch: Type, writer: Type): number {
  const [own, written] = [beneath(branch), beneath(writer)]
  if (own.typeName !== written.typeName) return 2
  return own.name === written.name || own.aliases?.includes(written.name ?? '') === true ? 0 : 1
}

function beneath(type: Type): Type {
  return type instanceof StrictLogicalType ? type.underlyingType : type
}
