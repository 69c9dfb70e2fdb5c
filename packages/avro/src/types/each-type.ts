import type { Type } from 'avsc'

/** What avsc's types have beside what its declarations say of them, by their kind. */
export interface Parts {
  /** of a record */
  readonly recordConstructor?: { prototype: object }
  readonly fields?: readonly { readonly type: Type }[]
  /** of what may stand in a union whose branches are named */
  readonly _branchConstructor?: { prototype: object } | null
  /** of an enum, by symbol */
  readonly _indices?: object
  /** of a union */
  readonly types?: readonly Type[]
  readonly itemsType?: Type
  readonly valuesType?: Type
  readonly underlyingType?: Type
}

/** A type and all that it is made of, each once. */
export function eachType(type: Type, seen = new Set<Type & Parts>()): ReadonlySet<Type & Parts> {
  if (seen.has(type)) return seen
  seen.add(type)
  const { fields = [], types = [], itemsType, valuesType, underlyingType } = type as Type & Parts
  for (const inner of [...fields.map((field) => field.type), ...types, itemsType, valuesType, underlyingType])
    if (inner !== undefined) eachType(inner, seen)
  return seen
}
