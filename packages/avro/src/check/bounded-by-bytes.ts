import type { AvroSchema } from '../schema/avro-schema'
import { foldSchema } from '../schema/fold-schema'

type Measured = 'null' | 'empty' | 'some bytes' | 'unbounded'

/**
 * Whether a payload's bytes bound by themselves what a reader makes of it: no type within itself, which bytes nest as deep as they like,
 * no items of an array that take no bytes, of which there may be as many as they say, and no records of such records, which double with each
 * level of a schema.
 */
export function isBoundedByBytes(schema: AvroSchema): boolean {
  /** of the types whose definitions have ended */
  const known = new Map<string, Measured>()
  const define = (name: string, measured: Measured): Measured => {
    known.set(name, measured)
    return measured
  }
  const measured = foldSchema<Measured>(schema, {
    primitive: (name) => (name === 'null' ? 'null' : 'some bytes'),
    reference: (name) => known.get(name) ?? 'unbounded',
    union: holding,
    array: (items) => (items === 'some bytes' ? items : 'unbounded'),
    map: (values) => holding([values]),
    enum: (name) => define(name, 'some bytes'),
    fixed: (name, { size }) => define(name, size === 0 ? 'empty' : 'some bytes'),
    record: (name, _, fieldTypes) => define(name, together(fieldTypes())),
  })
  return measured !== 'unbounded'
}

/** Of what has a byte of its own before any of these. */
function holding(types: readonly Measured[]): Measured {
  return types.includes('unbounded') ? 'unbounded' : 'some bytes'
}

function together(fields: readonly Measured[]): Measured {
  if (fields.includes('unbounded')) return 'unbounded'
  if (fields.includes('some bytes')) return 'some bytes'
  return fields.includes('empty') ? 'unbounded' : 'empty'
}
