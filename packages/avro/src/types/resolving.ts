import type { Type } from 'avsc'

/** What avsc makes to read a writer's bytes as values of another type. */
export type Resolver = ReturnType<Type['createResolver']>

/** What goes through all that makes a resolver. */
export interface Resolving {
  /** Avro compares the last parts of names (1.12, "Schema Resolution"), avsc whole ones unless it is told. */
  readonly ignoreNamespaces: true
  /** of records, which may be within themselves */
  readonly registry: Record<string, Resolver>
  /** of named types, what failed: again it would take twice the time with each record around it */
  readonly failed: Map<string, unknown>
  /** whether anything with a logical type is read as what is beneath it: bytes are let through which that type refuses */
  isLoose: boolean
}

export function newResolving(): Resolving {
  return { ignoreNamespaces: true, registry: {}, failed: new Map(), isLoose: false }
}

/** A resolver that may be none: of what fails nothing is kept, where avsc keeps resolvers that have no end. */
export function attempted(reader: Type, writer: Type, resolving: Resolving): Resolver {
  const attempt: Resolving = { ...resolving, registry: Object.create(resolving.registry) as Resolving['registry'] }
  const resolver = reader.createResolver(writer, attempt)
  Object.assign(resolving.registry, attempt.registry)
  resolving.isLoose = attempt.isLoose
  return resolver
}

export function isUnion(type: Type): type is Type & { readonly types: readonly Type[] } {
  return type.typeName.startsWith('union:')
}
