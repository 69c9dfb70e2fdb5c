import type { AvroSchema } from './avro-schema'
import type { IsAmbiguous } from './ambiguous-union'
import type { Logicals, Underlying } from './logical-values'
import type { FullName, Inside, NamedTypes, NameOf } from './named-types'

/**
 * The TypeScript type of a schema's values, for a schema that is written `as const`:
 *
 * | Avro | TypeScript |
 * | --- | --- |
 * | `null`, `boolean`, `string` | the same |
 * | `int`, `float`, `double` | `number` |
 * | `long` | `bigint` |
 * | `bytes`, `fixed` | `Buffer` |
 * | `enum` | its symbols |
 * | `array`, `map`, `record` | `readonly` array, object by key, object |
 * | a union | a union; where two branches are alike in JavaScript (two records, an enum and a string), `{ 'full.Name': value }` |
 * | `timestamp-millis`, `date` | `Date` |
 * | `decimal`, `uuid` | `string` |
 * | `duration` | `{ months, days, milliseconds }` |
 * | other logical types | what is beneath them |
 *
 * A schema whose type is only known to be some schema, as from a file, gives `unknown`.
 */
export type AvroValue<S> = AvroSchema extends S ? unknown : ValueOf<S, NamedTypes<S, ''>, ''>

/** `N` is the union of all named types of the schema as `[full name, definition, its namespace]`, `P` the namespace around `S`. */
type ValueOf<S, N, P extends string> = string extends S
  ? unknown
  : S extends string
    ? ValueOfName<S, N, P>
    : S extends readonly unknown[]
      ? ValueOfUnion<S, N, P>
      : S extends { readonly logicalType: infer L; readonly type: infer T }
        ? ValueOfLogical<L, T, S, N, P>
        : ValueOfDefinition<S, N, P>

interface Primitives {
  null: null
  boolean: boolean
  int: number
  long: bigint
  float: number
  double: number
  bytes: Buffer
  string: string
}

type ValueOfName<S extends string, N, P extends string> = S extends keyof Primitives
  ? Primitives[S]
  : Extract<N, readonly [FullName<S, P>, unknown, string]> extends readonly [unknown, infer D, infer I extends string]
    ? ValueOfDefinition<D, N, I>
    : unknown

type ValueOfDefinition<S, N, P extends string> = S extends {
  readonly type: 'record' | 'error'
  readonly fields: infer F extends readonly unknown[]
}
  ? {
      readonly [K in F[number] as FieldName<K>]: K extends { readonly type: infer T }
        ? ValueOf<T, N, Inside<S, P>>
        : never
    }
  : S extends { readonly type: 'enum'; readonly symbols: readonly (infer Y)[] }
    ? Y
    : S extends { readonly type: 'fixed' }
      ? Buffer
      : S extends { readonly type: 'array'; readonly items: infer T }
        ? readonly ValueOf<T, N, P>[]
        : S extends { readonly type: 'map'; readonly values: infer T }
          ? { readonly [key: string]: ValueOf<T, N, P> }
          : S extends { readonly type: infer T }
            ? ValueOf<T, N, P>
            : unknown

type ValueOfLogical<L, T, S, N, P extends string> = L extends keyof Logicals
  ? T extends Underlying[L]
    ? Logicals[L]
    : ValueOfUnderlying<T, S, N, P>
  : ValueOfUnderlying<T, S, N, P>

type ValueOfUnderlying<T, S, N, P extends string> = T extends keyof Primitives
  ? Primitives[T]
  : ValueOfDefinition<S, N, P>

type FieldName<F> = F extends { readonly name: infer K extends string } ? K : never

type ValueOfUnion<B extends readonly unknown[], N, P extends string> =
  IsAmbiguous<B, N, P> extends true
    ? { [K in keyof B]: Branch<B[K], N, P> }[number]
    : { [K in keyof B]: ValueOf<B[K], N, P> }[number]

type Branch<B, N, P extends string> = B extends 'null' ? null : { readonly [K in BranchName<B, P>]: ValueOf<B, N, P> }

type BranchName<B, P extends string> = B extends keyof Primitives
  ? B
  : B extends string
    ? FullName<B, P>
    : B extends { readonly name: string }
      ? NameOf<B, P>
      : B extends { readonly type: infer T extends string }
        ? T
        : never
