import { types, type Type } from 'avsc'
import { atIndex, atKey } from '../schema/field-path'

/** What is directly within a value. */
export interface Part {
  /** as avsc names it */
  readonly name: string
  /** of its path; empty for the value of a named branch, which is at the same place */
  readonly segment: string
  readonly type: Type
  readonly value: unknown
}

/** Of a value that fits its type so far; one that does not has none. */
export function partsOf(type: Type, value: unknown): Part[] {
  if (value === null || typeof value !== 'object') return []
  const members = value as Readonly<Record<string, unknown>>
  if (type instanceof types.WrappedUnionType) {
    const branch = type.types.find(({ branchName = '' }) => Object.hasOwn(value, branchName))
    const { branchName: name = '' } = branch ?? {}
    return branch === undefined ? [] : [{ name, segment: '', type: branch, value: members[name] }]
  }
  if (type instanceof types.UnwrappedUnionType) {
    // of arrays, and of maps and records, it has one
    const branch = type.types.find(
      (each) => each instanceof types.ArrayType === Array.isArray(value) && isNesting(each),
    )
    return branch === undefined ? [] : partsOf(branch, value)
  }
  if (type instanceof types.ArrayType)
    return Array.isArray(value)
      ? value.map((item: unknown, index) => ({
          name: String(index),
          segment: atIndex(index),
          type: type.itemsType,
          value: item,
        }))
      : []
  if (type instanceof types.MapType)
    return Object.keys(value).map((name) => ({
      name,
      segment: atKey(name),
      type: type.valuesType as Type,
      value: members[name],
    }))
  if (!(type instanceof types.RecordType)) return []
  return type.fields.map(({ name, type: inner }) => ({ name, segment: name, type: inner, value: members[name] }))
}

function isNesting(type: Type): boolean {
  return type instanceof types.ArrayType || type instanceof types.MapType || type instanceof types.RecordType
}
