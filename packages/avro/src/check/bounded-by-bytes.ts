import {
  fullNameOf,
  isPrimitive,
  isUnion,
  nameOf,
  namespaceOf,
  type AvroSchema,
  type Named,
} from '../schema/avro-schema'

/**
 * Whether a payload's bytes bound by themselves what a reader makes of it: no type within itself, which bytes nest as deep as they like,
 * no items of an array that take no bytes, of which there may be as many as they say, and no records of such records, which double with each
 * level of a schema.
 */
export function isBoundedByBytes(schema: AvroSchema): boolean {
  return new Measure().of(schema, '') !== 'unbounded'
}

type Measured = 'null' | 'empty' | 'some bytes' | 'unbounded'

class Measure {
  /** of the types that are defined so far; one whose definition has not ended has none */
  readonly #known = new Map<string, Measured | undefined>()

  of(schema: AvroSchema, namespace: string): Measured {
    if (typeof schema === 'string') return this.#named(schema, namespace)
    if (isUnion(schema)) return this.#holding(schema, namespace)
    switch (schema.type) {
      case 'array': {
        const items = this.of(schema.items, namespace)
        return items === 'some bytes' ? items : 'unbounded'
      }
      case 'map':
        return this.#holding([schema.values], namespace)
      case 'enum':
        return this.#define(schema, namespace, () => 'some bytes')
      case 'fixed':
        return this.#define(schema, namespace, () => (schema.size === 0 ? 'empty' : 'some bytes'))
      case 'record':
      case 'error':
        return this.#define(schema, namespace, (inside) => this.#fields(schema.fields, inside))
      default:
        return this.#named(schema.type, namespace)
    }
  }

  #named(name: string, namespace: string): Measured {
    if (isPrimitive(name)) return name === 'null' ? 'null' : 'some bytes'
    return this.#known.get(fullNameOf(name, namespace)) ?? 'unbounded'
  }

  #define(named: Named, enclosing: string, measure: (inside: string) => Measured): Measured {
    const name = nameOf(named, enclosing)
    this.#known.set(name, undefined)
    const measured = measure(namespaceOf(name))
    this.#known.set(name, measured)
    return measured
  }

  #fields(fields: readonly { readonly type: AvroSchema }[], namespace: string): Measured {
    const measured = fields.map(({ type }) => this.of(type, namespace))
    if (measured.includes('unbounded')) return 'unbounded'
    if (measured.includes('some bytes')) return 'some bytes'
    return measured.includes('empty') ? 'unbounded' : 'empty'
  }

  /** Of what has a byte of its own before any of these. */
  #holding(types: readonly AvroSchema[], namespace: string): Measured {
    const measured = types.map((type) => this.of(type, namespace))
    return measured.includes('unbounded') ? 'unbounded' : 'some bytes'
  }
}
