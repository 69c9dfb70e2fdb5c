import type { Type } from 'avsc'
import { newResolving, type Resolver } from './resolving'

/** @returns with whether it lets through bytes that the writer's own type would refuse */
export function resolverOf(reader: Type, writer: Type): { readonly resolver: Resolver; readonly isLoose: boolean } {
  const resolving = newResolving()
  const resolver = reader.createResolver(writer, resolving)
  return { resolver, isLoose: resolving.isLoose }
}
