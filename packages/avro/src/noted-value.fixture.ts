import { DAY_MS } from './logical/instant-type'
import { isLogical, type LogicalSchema } from './logical/is-logical'
import { fullNameOf, isUnion, nameOf, namespaceOf, type AvroSchema } from './schema/avro-schema'

type Definition = Exclude<AvroSchema, string | readonly AvroSchema[]>

/** What JavaScript takes for the same: of a union with two of a kind, values have the name of their branch around them. */
const KINDS: Readonly<Record<string, string>> = {
  int: 'number',
  float: 'number',
  double: 'number',
  enum: 'string',
  fixed: 'bytes',
  map: 'record',
}

/** A value in the notation of spec/avro.md, section 5, as the codec has it. */
export function valueOf(root: AvroSchema, noted: unknown): unknown {
  const names = new Map<string, readonly [Definition, string]>()
  collect(root, '', names)
  const found = (name: string, namespace: string) => names.get(fullNameOf(name, namespace))
  const definitionOf = (schema: AvroSchema, namespace: string) =>
    typeof schema === 'string' ? (found(schema, namespace)?.[0] ?? schema) : schema
  const nameOfBranch = (branch: AvroSchema, namespace: string): string => {
    if (typeof branch === 'string')
      return found(branch, namespace) === undefined ? branch : fullNameOf(branch, namespace)
    const given = branch as Definition
    return 'name' in given ? nameOf(given, namespace) : given.type
  }
  const kindOf = (branch: AvroSchema, namespace: string): string => {
    const definition = definitionOf(branch, namespace)
    if (typeof definition === 'string') return KINDS[definition] ?? definition
    const { type, logicalType } = definition as LogicalSchema
    return isLogical(definition) ? logicalType : (KINDS[type] ?? type)
  }
  const of = (schema: AvroSchema, value: unknown, namespace: string): unknown => {
    if (typeof schema === 'string') {
      const definition = found(schema, namespace)
      return definition === undefined ? ofPrimitive(schema, value as string) : of(definition[0], value, definition[1])
    }
    if (isUnion(schema)) {
      if (value === null) return null
      const [[name, inner] = ['', undefined]] = Object.entries(value as object)
      const branch = schema.find((each) => nameOfBranch(each, namespace) === name) as AvroSchema
      const kinds = schema.map((each) => kindOf(each, namespace))
      const plain = of(branch, inner, namespace)
      return new Set(kinds).size < kinds.length ? { [name]: plain } : plain
    }
    if (isLogical(schema)) return ofLogical(schema, value)
    if (schema.type === 'array') return (value as unknown[]).map((item) => of(schema.items, item, namespace))
    if (schema.type === 'map') return mapped(value, (item) => of(schema.values, item, namespace))
    if (schema.type !== 'record' && schema.type !== 'error') return ofPrimitive(schema.type, value as string)
    const types = new Map(schema.fields.map((field) => [field.name, field.type]))
    const inside = namespaceOf(nameOf(schema, namespace))
    return mapped(value, (item, name) => of(types.get(name) as AvroSchema, item, inside))
  }
  return of(root, noted, '')
}

function collect(schema: AvroSchema, namespace: string, names: Map<string, readonly [Definition, string]>): void {
  if (typeof schema === 'string') return
  if (isUnion(schema)) {
    schema.forEach((branch) => collect(branch, namespace, names))
    return
  }
  const fullName = 'name' in schema ? nameOf(schema, namespace) : undefined
  if (fullName !== undefined) names.set(fullName, [schema, namespace])
  const {
    items,
    values,
    fields = [],
  } = schema as { items?: AvroSchema; values?: AvroSchema; fields?: { type: AvroSchema }[] }
  for (const inner of [items, values]) if (inner !== undefined) collect(inner, namespace, names)
  for (const { type } of fields) collect(type, namespaceOf(fullName ?? ''), names)
}

function ofLogical({ type, logicalType }: LogicalSchema, noted: unknown): unknown {
  if (logicalType === 'timestamp-millis') return new Date(Number(noted))
  if (logicalType === 'date') return new Date(Number(noted) * DAY_MS)
  return ['uuid', 'decimal', 'duration'].includes(logicalType) ? noted : ofPrimitive(type, noted as string)
}

function ofPrimitive(type: string, noted: string): unknown {
  if (type === 'long') return BigInt(noted)
  if (type === 'float' || type === 'double') return Number(noted)
  return type === 'bytes' || type === 'fixed' ? Buffer.from(noted, 'hex') : noted
}

function mapped(value: unknown, of: (item: unknown, key: string) => unknown): object {
  return Object.fromEntries(Object.entries(value as object).map(([key, item]) => [key, of(item, key)]))
}
