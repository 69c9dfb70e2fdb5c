import { types, type Type } from 'avsc'
import { keepOwn } from './own-indices'
import { attempted, type Resolving } from './resolving'

type Update = (this: Type, resolver: unknown, writer: Type, resolving: Resolving) => void
interface Updates {
  readonly _update: Update
}

const wrapped = types.WrappedUnionType.prototype as unknown as Updates
const unwrapped = types.UnwrappedUnionType.prototype as unknown as Updates

/** A union whose values say their branch, of which one may be a record `constructor`. */
export class StrictWrappedUnion extends types.WrappedUnionType {
  set _branchIndices(_: object) {
    keepOwn(this, '_branchIndices')
  }

  _update(resolver: unknown, writer: Type, resolving: Resolving): void {
    wrapped._update.call(trying(this, writer), resolver, writer, resolving)
  }
}

/** A union whose values do not. */
export class StrictUnwrappedUnion extends types.UnwrappedUnionType {
  set _branchIndices(_: object) {
    keepOwn(this, '_branchIndices')
  }

  _update(resolver: unknown, writer: Type, resolving: Resolving): void {
    unwrapped._update.call(trying(this, writer), resolver, writer, resolving)
  }
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

/** 0 for what has the same name, in full or as an alias; 1 for the same kind of type; 2 for what it may be promoted to. */
function distance(branch: Type, { typeName, name }: Type): number {
  if (branch.typeName !== typeName) return 2
  return branch.name === name || branch.aliases?.includes(name ?? '') === true ? 0 : 1
}
