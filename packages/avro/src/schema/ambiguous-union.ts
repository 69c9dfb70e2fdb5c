import type { Underlying } from './logical-values'
import type { FullName } from './named-types'

/** Two branches whose values are of one kind to JavaScript. */
export type IsAmbiguous<B, N, P extends string, Seen = never> = B extends readonly [infer H, ...infer R]
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
