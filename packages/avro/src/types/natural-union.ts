import { Type } from 'avsc'
import { StrictLogicalType } from '../logical/strict-logical-type'
import type { ValueKind } from '../logical/value-kind'
import { StrictUnwrappedUnion, StrictWrappedUnion } from './strict-unions'

const KINDS: Readonly<Record<string, ValueKind>> = {
  null: 'null',
  boolean: 'boolean',
  int: 'number',
  float: 'number',
  double: 'number',
  'abstract:long': 'bigint',
  string: 'string',
  enum: 'string',
  bytes: 'buffer',
  fixed: 'buffer',
  array: 'array',
  map: 'object',
  record: 'object',
  error: 'object',
}

/**
 * A union whose values are those of its branches, and are `{ 'full.Name': value }` where two branches are of one kind: as `AvroValue` types them.
 * avsc decides by the types beneath logical ones where it can, and else with each value, which goes or throws by what it is.
 */
export function naturalUnion(schema: readonly unknown[], options: unknown): Type {
  const branches = schema.map((branch) => Type.forSchema(branch as never, options as never))
  const kinds = branches.map(kindOf)
  if (new Set(kinds).size < kinds.length) return new StrictWrappedUnion(branches as never, options)
  return Object.create(new StrictUnwrappedUnion(branches as never, options), { kinds: { value: kinds } }) as Type
}

function kindOf(type: Type): ValueKind | undefined {
  return type instanceof StrictLogicalType ? (type.kind ?? kindOf(type.underlyingType)) : KINDS[type.typeName]
}
