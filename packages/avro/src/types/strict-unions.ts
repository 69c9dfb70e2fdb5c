import { types, type Type } from 'avsc'
import { attempted } from '../logical/unwrapped'
import { keepOwn } from './own-indices'

type Update = (this: Type, resolver: unknown, writer: Type, options: unknown) => void
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

  _update(...rest: [resolver: unknown, writer: Type, options: unknown]): void {
    wrapped._update.call(attempting(this), ...rest)
  }
}

/** A union whose values do not. */
export class StrictUnwrappedUnion extends types.UnwrappedUnionType {
  set _branchIndices(_: object) {
    keepOwn(this, '_branchIndices')
  }

  _update(...rest: [resolver: unknown, writer: Type, options: unknown]): void {
    unwrapped._update.call(attempting(this), ...rest)
  }
}

/** The same union. avsc tries its branches one after the other until one can read what was written. */
function attempting<U extends types.WrappedUnionType | types.UnwrappedUnionType>(union: U): U {
  const branches = union.types.map((branch): Type => {
    const createResolver = (...rest: Parameters<Type['createResolver']>) => {
      return attempted(() => branch.createResolver(...rest))
    }
    return Object.create(branch, { createResolver: { value: createResolver } }) as Type
  })
  return Object.create(union, { types: { value: branches } }) as U
}
