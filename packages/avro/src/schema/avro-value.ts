import type { AvroSchema } from './avro-schema'
import type { AvroDuration } from '../logical/duration-type'

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
export type AvroValue<S> = AvroSchema extends S ? unknown : ValueOf<S, Named<S, ''>, ''>

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

interface Logicals {
  date: Date
  'timestamp-millis': Date
  uuid: string
  decimal: string
  duration: AvroDuration
}

/** The types that each may stand on; elsewhere it is passed over. */
interface Underlying {
  date: 'int'
  'timestamp-millis': 'long'
  uuid: 'string' | 'fixed'
  decimal: 'bytes' | 'fixed'
  duration: 'fixed'
}

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

/** Two branches whose values are of one kind to JavaScript. */
type IsAmbiguous<B, N, P extends string, Seen = never> = B extends readonly [infer H, ...infer R]
  ? Kind<H, N, P> extends Seen
    ? [Kind<H, N, P>] extends [never]
      ? IsAmbiguous<R, N, P, Seen>
      : true
    : IsAmbiguous<R, N, P, Seen | Kind<H, N, P>>
  : false

interface Kinds {
  null: 'null'
  boolean: 'boolean'
  int: 'number'
  float: 'number'
  double: 'number'
  long: 'bigint'
  string: 'string'
  enum: 'string'
  bytes: 'buffer'
  fixed: 'buffer'
  array: 'array'
  map: 'object'
  record: 'object'
  error: 'object'
}

interface LogicalKinds {
  date: 'date'
  'timestamp-millis': 'date'
  uuid: 'string'
  decimal: 'string'
  duration: 'object'
}

type Kind<B, N, P extends string> = B extends {
  readonly logicalType: infer L extends keyof LogicalKinds
  readonly type: infer T
}
  ? T extends Underlying[L]
    ? LogicalKinds[L]
    : KindBeneath<T>
  : KindOfPlain<B, N, P>

type KindBeneath<T> = T extends keyof Kinds ? Kinds[T] : never

type KindOfPlain<B, N, P extends string> = B extends keyof Kinds
  ? Kinds[B]
  : B extends string
    ? Extract<N, readonly [FullName<B, P>, unknown, string]> extends readonly [
        unknown,
        { readonly type: infer T extends keyof Kinds },
        unknown,
      ]
      ? Kinds[T]
      : never
    : B extends { readonly type: infer T extends keyof Kinds }
      ? Kinds[T]
      : never

type FullName<S extends string, P extends string> = S extends `${string}.${string}` ? S : P extends '' ? S : `${P}.${S}`

type NameOf<S, P extends string> = S extends {
  readonly name: infer K extends string
  readonly namespace: infer I extends string
}
  ? FullName<K, I>
  : S extends { readonly name: infer K extends string }
    ? FullName<K, P>
    : never

type NamespaceOf<F extends string> = F extends `${infer H}.${infer R}`
  ? R extends `${string}.${string}`
    ? `${H}.${NamespaceOf<R>}`
    : H
  : ''

/** The namespace inside a named type. */
type Inside<S, P extends string> = NamespaceOf<NameOf<S, P>>

type Named<S, P extends string> = S extends string
  ? never
  : S extends readonly (infer B)[]
    ? Named<B, P>
    : S extends { readonly type: 'record' | 'error'; readonly fields: readonly (infer F)[] }
      ? readonly [NameOf<S, P>, S, P] | (F extends { readonly type: infer T } ? Named<T, Inside<S, P>> : never)
      : S extends { readonly type: 'enum' | 'fixed' }
        ? readonly [NameOf<S, P>, S, P]
        : S extends { readonly type: 'array'; readonly items: infer T }
          ? Named<T, P>
          : S extends { readonly type: 'map'; readonly values: infer T }
            ? Named<T, P>
            : never
