import { types, type Type } from 'avsc'
import { atIndex, atKey, within } from './field-path'

/** What avsc calls a place in a value: names of fields, keys, indexes and named branches, which it does not tell apart. */
type Names = readonly string[]

interface Fields {
  field(name: string): { readonly type: Type }
}

/** The path of a place, as payloads have it: branches are no part of it. */
export function pathOfValue(type: Type, value: unknown, names: Names): string {
  const [name, ...inside] = names
  if (name === undefined) return ''
  const inner = (value as Readonly<Record<string, unknown>>)[name]
  const container = type instanceof types.UnwrappedUnionType ? branchOf(type, value) : type
  if (container instanceof types.WrappedUnionType) {
    const branch = container.types.find(({ branchName }) => branchName === name) as Type
    return pathOfValue(branch, inner, inside)
  }
  if (container instanceof types.ArrayType)
    return within(atIndex(Number(name)), pathOfValue(container.itemsType, inner, inside))
  if (container instanceof types.MapType)
    return within(atKey(name), pathOfValue(container.valuesType as Type, inner, inside))
  const { type: fieldType } = (container as unknown as Fields).field(name)
  return within(name, pathOfValue(fieldType, inner, inside))
}

/** What a place is inside of: of arrays, and of maps and records, such a union has one. */
function branchOf({ types: branches }: types.UnwrappedUnionType, value: unknown): Type {
  const isMeant = (branch: Type) =>
    Array.isArray(value)
      ? branch instanceof types.ArrayType
      : branch instanceof types.MapType || branch instanceof types.RecordType
  return branches.find(isMeant) as Type
}
