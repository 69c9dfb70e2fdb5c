import { types, type Type } from 'avsc'
import type { SchemaFault } from '../errors/avro-schema-error'
import { within } from '../schema/field-path'
import { StrictLogicalType } from '../logical/strict-logical-type'

interface Pair {
  readonly reader: Type
  readonly writer: Type
  /** of the pair within the one around it */
  readonly segment: string
}

/** Types within types that are gone into: each is resolved anew. */
const MOST_LEVELS = 32

/** Where a reader's type cannot take what a writer's type says, and why: avsc tells only of the types that it came to last. */
export function unresolved(reader: Type, writer: Type, error: Error): SchemaFault {
  return faultIn(reader, writer, error, new Set(), MOST_LEVELS) ?? { path: '', why: error.message }
}

/** Nothing for a pair that is being looked at, around this one. */
function faultIn(
  reader: Type,
  writer: Type,
  error: Error,
  around: Set<string>,
  levels: number,
): SchemaFault | undefined {
  const pair = `${reader.name ?? ''}:${writer.name ?? ''}`
  if (reader.name !== undefined && writer.name !== undefined) {
    if (around.has(pair)) return undefined
    around.add(pair)
  }
  let isAround = false
  for (const inner of levels > 0 ? pairsIn(reader, writer) : []) {
    const innerError = errorOf(inner)
    if (innerError === undefined) continue
    const fault = faultIn(inner.reader, inner.writer, innerError, around, levels - 1)
    if (fault !== undefined)
      return { path: inner.segment === '' ? fault.path : within(inner.segment, fault.path), why: fault.why }
    isAround = true
  }
  return isAround ? undefined : { path: '', why: whyOf(reader, writer, error) }
}

function errorOf({ reader, writer }: Pair): Error | undefined {
  try {
    reader.createResolver(writer)
    return undefined
  } catch (error) {
    return error as Error
  }
}

/** What has to be resolved for a pair to be. */
function pairsIn(reader: Type, writer: Type): Pair[] {
  if (isUnion(writer)) return writer.types.map((branch) => ({ reader, writer: branch, segment: '' }))
  if (isUnion(reader)) {
    const meant = reader.types.filter(({ branchName }) => branchName === writer.branchName)
    return meant.map((branch) => ({ reader: branch, writer, segment: '' }))
  }
  if (reader instanceof types.ArrayType && writer instanceof types.ArrayType)
    return [{ reader: reader.itemsType, writer: writer.itemsType, segment: '[]' }]
  if (reader instanceof types.MapType && writer instanceof types.MapType)
    return [{ reader: reader.valuesType as Type, writer: writer.valuesType as Type, segment: '[]' }]
  if (!(reader instanceof types.RecordType && writer instanceof types.RecordType)) return []
  const written = new Map(writer.fields.map(({ name, type }) => [name, type]))
  return reader.fields.flatMap(({ name, aliases, type }) => {
    const match = [name, ...aliases].find((each) => written.has(each))
    return match === undefined ? [] : [{ reader: type, writer: written.get(match) as Type, segment: name }]
  })
}

function whyOf(reader: Type, writer: Type, error: Error): string {
  if (reader instanceof types.EnumType && writer instanceof types.EnumType) {
    const missing = writer.symbols.filter((symbol) => !reader.symbols.includes(symbol))
    if (missing.length > 0) return `${describe(reader)} has neither ${missing.join(', ')} nor a default`
  }
  // what avsc says of names and fields is all there is to say
  const isOfTypes = error.message.startsWith('cannot read ')
  return isOfTypes ? `${describe(writer)} is not read as ${describe(reader)}` : error.message
}

function describe(type: Type): string {
  if (isUnion(type)) return `[${type.types.map(describe).join(', ')}]`
  if (type instanceof StrictLogicalType) return `${type.branchName ?? ''} (${type.described})`
  const size = type instanceof types.FixedType ? ` of ${type.size} bytes` : ''
  return `${type.branchName ?? type.typeName}${size}`
}

function isUnion(type: Type): type is types.UnwrappedUnionType | types.WrappedUnionType {
  return type instanceof types.UnwrappedUnionType || type instanceof types.WrappedUnionType
}
