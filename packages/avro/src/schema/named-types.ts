// `P` is the namespace around what is named (Avro 1.12, "Names").

/** The name that others refer to. */
export type FullName<S extends string, P extends string> = S extends `${string}.${string}`
  ? S
  : P extends ''
    ? S
    : `${P}.${S}`

/** Of a definition, whose own namespace goes before that around it. */
export type NameOf<S, P extends string> = S extends {
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
export type Inside<S, P extends string> = NamespaceOf<NameOf<S, P>>

/** All named types of a schema, as `[full name, definition, the namespace around it]`. */
export type NamedTypes<S, P extends string> = S extends string
  ? never
  : S extends readonly (infer B)[]
    ? NamedTypes<B, P>
    : S extends { readonly type: 'record' | 'error'; readonly fields: readonly (infer F)[] }
      ? readonly [NameOf<S, P>, S, P] | (F extends { readonly type: infer T } ? NamedTypes<T, Inside<S, P>> : never)
      : S extends { readonly type: 'enum' | 'fixed' }
        ? readonly [NameOf<S, P>, S, P]
        : S extends { readonly type: 'array'; readonly items: infer T }
          ? NamedTypes<T, P>
          : S extends { readonly type: 'map'; readonly values: infer T }
            ? NamedTypes<T, P>
            : never
