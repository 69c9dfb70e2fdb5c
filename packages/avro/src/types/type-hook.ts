import type { Type } from 'avsc'
import { isLogical } from '../logical/is-logical'
import { isUnion, type AvroSchema } from '../schema/avro-schema'
import { StrictLogicalType } from '../logical/strict-logical-type'
import { bigintLong } from './bigint-long'
import { createResolver } from './create-resolver'
import { naturalUnion } from './natural-union'
import { OwnArray, OwnBoolean, OwnFixed, OwnNull } from './own-kinds'
import { StrictBytes } from './strict-bytes'
import { StrictDouble } from './strict-double'
import { StrictEnum } from './strict-enum'
import { StrictFloat } from './strict-float'
import { StrictInt } from './strict-int'
import { StrictMap } from './strict-map'
import { StrictRecord } from './strict-record'
import { StrictString } from './strict-string'
import { StrictUnwrappedUnion, StrictWrappedUnion } from './strict-unions'

/**
 * Has avsc take types of ours wherever a schema has one. Its registry knows types by their names alone, and not `{ "type": "long" }`, with
 * or without a logical type, which asks for what is beneath it while it is being made.
 */
export function typeHook(): (schema: unknown, options: unknown) => Type | undefined {
  const primitives = new Map<string, Type>([
    ['null', new OwnNull()],
    ['boolean', new OwnBoolean()],
    ['int', new StrictInt()],
    ['long', bigintLong()],
    ['float', new StrictFloat()],
    ['double', new StrictDouble()],
    ['bytes', new StrictBytes()],
    ['string', new StrictString()],
  ])
  const beingMade = new WeakSet<object>()
  return (given, options) => {
    const schema = given as AvroSchema
    if (typeof schema === 'string') return primitives.get(schema)
    if (isUnion(schema)) return naturalUnion(schema, options)
    if (isLogical(schema) && !beingMade.delete(schema)) {
      beingMade.add(schema)
      return undefined
    }
    const Kind = Object.hasOwn(KINDS, schema.type) ? KINDS[schema.type as keyof typeof KINDS] : undefined
    return Kind === undefined ? primitives.get(schema.type) : new Kind(schema as never, options)
  }
}

const KINDS = {
  array: OwnArray,
  map: StrictMap,
  enum: StrictEnum,
  fixed: OwnFixed,
  record: StrictRecord,
  error: StrictRecord,
}
const PRIMITIVES = [OwnNull, OwnBoolean, StrictInt, StrictFloat, StrictDouble, StrictBytes, StrictString]
const UNIONS = [StrictWrappedUnion, StrictUnwrappedUnion]

for (const { prototype } of [...Object.values(KINDS), ...PRIMITIVES, ...UNIONS, StrictLogicalType])
  Object.assign(prototype, { createResolver })
