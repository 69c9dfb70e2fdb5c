import type { Type } from 'avsc'
import { isLogical } from '../logical/is-logical'
import { isUnion, type AvroSchema } from '../schema/avro-schema'
import { bigintLong } from './bigint-long'
import { naturalUnion } from './natural-union'
import { StrictBytes } from './strict-bytes'
import { StrictEnum } from './strict-enum'
import { StrictFloat } from './strict-float'
import { StrictInt } from './strict-int'
import { StrictMap } from './strict-map'
import { StrictRecord } from './strict-record'
import { StrictString } from './strict-string'

/**
 * Has avsc take types of ours wherever a schema has one. Its registry knows types by their names alone, and not `{ "type": "long" }`, with
 * or without a logical type, which asks for what is beneath it while it is being made.
 */
export function typeHook(): (schema: unknown, options: unknown) => Type | undefined {
  const primitives = new Map<string, Type>([
    ['int', new StrictInt()],
    ['long', bigintLong()],
    ['bytes', new StrictBytes()],
    ['string', new StrictString()],
    ['float', new StrictFloat()],
  ])
  const beingMade = new WeakSet<object>()
  return (given, options) => {
    const schema = given as AvroSchema
    if (typeof schema === 'string') return primitives.get(schema)
    if (isUnion(schema)) return naturalUnion(schema, options)
    if (schema.type === 'map') return new StrictMap(schema as never, options)
    if (schema.type === 'enum') return new StrictEnum(schema as never, options)
    if (schema.type === 'record' || schema.type === 'error') return new StrictRecord(schema as never, options)
    const primitive = primitives.get(schema.type)
    if (primitive === undefined || !isLogical(schema) || beingMade.delete(schema)) return primitive
    beingMade.add(schema)
    return undefined
  }
}
