import type { AvroDefinition, AvroField, AvroSchema, PrimitiveName } from '../schema/avro-schema'
import { foldSchema } from '../schema/fold-schema'
import { isLogical } from '../logical/is-logical'
import type { Check } from './check'
import { arrayOf, mapOf } from './block-checks'
import { located } from './located'
import { logicalCheck } from './logical-check'

const PRIMITIVES: Readonly<Record<PrimitiveName, Check>> = {
  null: () => undefined,
  boolean: (at) => at.boolean(),
  int: (at) => void at.int(),
  long: (at) => void at.long(),
  float: (at) => at.skip(4),
  double: (at) => at.skip(8),
  bytes: (at) => at.bytes(),
  string: (at) => at.text(),
}

/** A named type, whose check is not there before its definition has ended. */
interface Definition {
  check: Check | undefined
}

/** The check of a schema's values. */
export function checkOf(schema: AvroSchema): Check {
  const definitions = new Map<string, Definition>()
  const define = (name: string, make: () => Check): Check => {
    const definition: Definition = { check: undefined }
    definitions.set(name, definition)
    return (definition.check = make())
  }
  return foldSchema<Check>(schema, {
    primitive: (name, annotated) => logicalOf(annotated) ?? PRIMITIVES[name],
    reference: (name) => {
      const definition = definitions.get(name)
      if (definition === undefined) throw new TypeError(`no type ${name}`)
      return definition.check ?? recursive(definition)
    },
    union: unionOf,
    array: arrayOf,
    map: mapOf,
    enum: (name, { symbols }) => define(name, () => enumOf(symbols.length)),
    fixed: (name, fixed) => define(name, () => logicalOf(fixed) ?? ((at) => at.skip(fixed.size))),
    record: (name, { fields }, fieldTypes) => define(name, () => recordOf(fields, fieldTypes())),
  })
}

function logicalOf(schema: AvroDefinition | undefined): Check | undefined {
  return schema !== undefined && isLogical(schema) ? logicalCheck(schema) : undefined
}

function recordOf(fields: readonly AvroField[], checks: readonly Check[]): Check {
  const names = fields.map(({ name }) => name)
  return (at) => {
    const start = at.position
    let index = 0
    try {
      for (; index < checks.length; index++) (checks[index] as Check)(at)
    } catch (error) {
      throw located(error, names[index] as string)
    }
    // bytes bound all others
    if (at.position === start) at.expect(1)
  }
}

/** What refers to a definition from inside of it: only so can values be deeper than their schema. */
function recursive(definition: Definition): Check {
  return (at) => {
    at.down()
    definition.check?.(at)
    at.up()
  }
}

function enumOf(symbols: number): Check {
  return (at) => {
    const start = at.position
    const index = at.int()
    if (index < 0 || index >= symbols) at.fail('bad_symbol', start)
  }
}

function unionOf(branches: readonly Check[]): Check {
  return (at) => {
    const start = at.position
    const branch = branches[at.long()]
    if (branch === undefined) return at.fail('bad_branch', start)
    branch(at)
  }
}
