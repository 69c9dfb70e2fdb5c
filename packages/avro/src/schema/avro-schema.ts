/** A schema as JSON: the name of a type, a union, or a definition (Avro 1.12, "Schema Declaration"). */
export type AvroSchema = string | readonly AvroSchema[] | AvroDefinition

export type AvroDefinition = AvroRecord | AvroEnum | AvroFixed | AvroArray | AvroMap | AvroAnnotated

export interface Named {
  readonly name: string
  readonly namespace?: string
  readonly aliases?: readonly string[]
  readonly doc?: string
}

export interface AvroRecord extends Named {
  readonly type: 'record' | 'error'
  readonly fields: readonly AvroField[]
}

export interface AvroField {
  readonly name: string
  readonly type: AvroSchema
  /** what a reader takes where the writer had no such field */
  readonly default?: unknown
  readonly aliases?: readonly string[]
  readonly doc?: string
  readonly order?: 'ascending' | 'descending' | 'ignore'
}

export interface AvroEnum extends Named {
  readonly type: 'enum'
  readonly symbols: readonly string[]
  readonly default?: string
}

export interface AvroFixed extends Named, Logical {
  readonly type: 'fixed'
  /** bytes */
  readonly size: number
}

export interface AvroArray {
  readonly type: 'array'
  readonly items: AvroSchema
}

/** Keys are strings. */
export interface AvroMap {
  readonly type: 'map'
  readonly values: AvroSchema
}

/** A primitive type, with what is said of it. */
export interface AvroAnnotated extends Logical {
  readonly type: PrimitiveName
}

/** What the bytes mean to people (Avro 1.12, "Logical Types"). */
export interface Logical {
  readonly logicalType?: string
  /** of a decimal: digits in all, and those behind the point */
  readonly precision?: number
  readonly scale?: number
}

const PRIMITIVES = ['null', 'boolean', 'int', 'long', 'float', 'double', 'bytes', 'string'] as const
export type PrimitiveName = (typeof PRIMITIVES)[number]

export function isUnion(schema: AvroSchema): schema is readonly AvroSchema[] {
  return Array.isArray(schema)
}

export function isPrimitive(name: string): name is PrimitiveName {
  return (PRIMITIVES as readonly string[]).includes(name)
}

/** The name that others refer to (Avro 1.12, "Names"): a name with a dot is whole, and its namespace is what stands before the last. */
export function fullNameOf(name: string, namespace: string): string {
  return name.includes('.') || namespace === '' ? name : `${namespace}.${name}`
}

/** Of a definition, whose own namespace goes before that around it. */
export function nameOf({ name, namespace }: Named, enclosing: string): string {
  return fullNameOf(name, namespace ?? enclosing)
}

export function namespaceOf(fullName: string): string {
  return fullName.slice(0, Math.max(0, fullName.lastIndexOf('.')))
}
