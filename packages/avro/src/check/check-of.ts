import {
  fullNameOf,
  isPrimitive,
  isUnion,
  nameOf,
  namespaceOf,
  type AvroRecord,
  type AvroSchema,
  type Named,
  type PrimitiveName,
} from '../schema/avro-schema'
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

/** Makes the checks of a schema's types; named types are known by their full names. */
export class Checks {
  readonly #definitions = new Map<string, Definition>()

  of(schema: AvroSchema, namespace = ''): Check {
    if (typeof schema === 'string') return this.#named(schema, namespace)
    const logical = isLogical(schema) ? logicalCheck(schema) : undefined
    if (isUnion(schema)) return unionOf(schema.map((branch) => this.of(branch, namespace)))
    switch (schema.type) {
      case 'array':
        return arrayOf(this.of(schema.items, namespace))
      case 'map':
        return mapOf(this.of(schema.values, namespace))
      case 'enum':
        return this.#define(schema, namespace, () => enumOf(schema.symbols.length))
      case 'fixed':
        return this.#define(schema, namespace, () => logical ?? ((at) => at.skip(schema.size)))
      case 'record':
      case 'error':
        return this.#define(schema, namespace, (inside) => this.#recordOf(schema, inside))
      default:
        return logical ?? this.#named(schema.type, namespace)
    }
  }

  #named(name: string, namespace: string): Check {
    if (isPrimitive(name)) return PRIMITIVES[name]
    const definition = this.#definitions.get(fullNameOf(name, namespace))
    if (definition === undefined) throw new TypeError(`no type ${name}`)
    const { check } = definition
    return check ?? recursive(definition)
  }

  #define(named: Named, enclosing: string, make: (inside: string) => Check): Check {
    const fullName = nameOf(named, enclosing)
    const definition: Definition = { check: undefined }
    this.#definitions.set(fullName, definition)
    return (definition.check = make(namespaceOf(fullName)))
  }

  #recordOf({ fields }: AvroRecord, namespace: string): Check {
    const names = fields.map(({ name }) => name)
    const checks = fields.map(({ type }) => this.of(type, namespace))
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
