import { AvroType, type AvroSchema } from '@filrouge/avro'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A schema that writes, one that reads, and payloads worth damaging. */
export interface SoakCase {
  /** of the vector in spec/avro-values.json */
  readonly id: string
  readonly writer: AvroType
  /** the writer's own, where nothing is resolved */
  readonly reader: AvroSchema
  readonly isResolved: boolean
  readonly payloads: readonly Buffer[]
  /** the types that the schemas hold */
  readonly types: number
}

interface Vector {
  readonly id: string
  readonly schema: AvroSchema
  readonly writer: AvroSchema
  readonly reader: AvroSchema
  readonly bytes: string
  readonly also?: readonly string[]
}

/** A case for each vector whose schemas go together. */
export function soakCases(): readonly SoakCase[] {
  const path = join(__dirname, '../../../spec/avro-values.json')
  const { values, resolutions } = JSON.parse(readFileSync(path, 'utf8')) as Record<'values' | 'resolutions', Vector[]>
  return [
    ...values.map((vector) => soakCase(vector, vector.schema, vector.schema)),
    ...resolutions.map((vector) => soakCase(vector, vector.writer, vector.reader)).filter(isReadable),
  ]
}

/** Where they do not, no payload matters. */
function isReadable({ writer, reader }: SoakCase): boolean {
  try {
    new AvroType(reader).readerOf(writer)
    return true
  } catch {
    return false
  }
}

function soakCase({ id, bytes, also = [] }: Vector, written: AvroSchema, reader: AvroSchema): SoakCase {
  const isResolved = written !== reader
  return {
    id,
    writer: new AvroType(written),
    reader,
    isResolved,
    payloads: [bytes, ...also].map((hex) => Buffer.from(hex, 'hex')),
    types: typesOf(written) + (isResolved ? typesOf(reader) : 0),
  }
}

/** At least one for each type; attributes that are none do no harm to a bound. */
function typesOf(schema: unknown): number {
  if (typeof schema !== 'object' || schema === null) return 1
  return Object.values(schema).reduce((sum: number, part) => sum + typesOf(part), 1)
}
