import { types } from 'avsc'
import { keepOwn } from './own-indices'

/** A union whose values say their branch, of which one may be a record `constructor`. */
export class StrictWrappedUnion extends types.WrappedUnionType {
  set _branchIndices(_: object) {
    keepOwn(this, '_branchIndices')
  }
}

/** A union whose values do not. */
export class StrictUnwrappedUnion extends types.UnwrappedUnionType {
  set _branchIndices(_: object) {
    keepOwn(this, '_branchIndices')
  }
}
