import type { Type } from 'avsc'

/** What avsc's types have beside what its declarations say of them, by their kind. */
interface Parts {
  /** of a record */
  readonly recordConstructor?: { prototype: object }
  readonly fields?: readonly { readonly type: Type }[]
  /** of what may stand in a union whose branches are named */
  readonly _branchConstructor?: { prototype: object } | null
  /** of a union */
  readonly types?: readonly Type[]
  readonly itemsType?: Type
  readonly valuesType?: Type
  readonly underlyingType?: Type
}

/**
 * Has records and named branches be plain objects. avsc makes each of a class of its own, which shows where they are printed, and in
 * `toStrictEqual`.
 */
export function makePlain(type: Type, seen = new Set<Type>()): void {
  if (seen.has(type)) return
  seen.add(type)
  const parts = type as Type & Parts
  const classes = [parts.recordConstructor, Object.hasOwn(parts, '_branchConstructor') && parts._branchConstructor]
  for (const each of classes) if (each) each.prototype = Object.prototype
  const { fields = [], types = [], itemsType, valuesType, underlyingType } = parts
  const inner = [...fields.map((field) => field.type), ...types, itemsType, valuesType, underlyingType]
  for (const each of inner) if (each !== undefined) makePlain(each, seen)
}
