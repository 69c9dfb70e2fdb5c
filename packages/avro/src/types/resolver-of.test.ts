import { expect, it } from '@jest/globals'
import { Type } from 'avsc'
import { LOGICAL_TYPES } from '../logical/logical-types'
import type { AvroSchema } from '../schema/avro-schema'
import { resolverOf } from './resolver-of'
import { typeHook } from './type-hook'

const typeOf = (schema: AvroSchema) =>
  Type.forSchema(schema as never, { typeHook: typeHook(), logicalTypes: LOGICAL_TYPES as never })
const isLoose = (writer: AvroSchema, reader: AvroSchema) => resolverOf(typeOf(reader), typeOf(writer)).isLoose

const UUID = { type: 'string', logicalType: 'uuid' } as const
const TIME = { type: 'long', logicalType: 'timestamp-millis' } as const
const TERM = { type: 'fixed', name: 'T', size: 12, logicalType: 'duration' } as const
const listOf = (items: AvroSchema) => ({ type: 'array', items }) as const

it.each<[AvroSchema, AvroSchema]>([
  [UUID, UUID],
  [listOf(TIME), listOf(TIME)],
  [TERM, TERM],
  ['long', TIME],
  ['int', TIME],
  ['string', ['null', UUID]],
  [UUID, ['null', UUID]],
  [
    ['null', TIME],
    ['null', TIME],
  ],
  ['string', 'bytes'],
])('what %j writes is seen whole by %j', (writer, reader) => {
  expect(isLoose(writer, reader)).toBe(false)
})

it.each<[AvroSchema, AvroSchema]>([
  [UUID, 'string'],
  [TIME, 'double'],
  [TERM, { type: 'fixed', name: 'T', size: 12 }],
  [listOf(UUID), listOf('string')],
  [UUID, ['null', 'string']],
])('of what %j writes %j lets through more', (writer, reader) => {
  expect(isLoose(writer, reader)).toBe(true)
})
