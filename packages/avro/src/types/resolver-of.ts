import type { Type } from 'avsc'
import { StrictLogicalType } from '../logical/strict-logical-type'

/** What avsc makes to read a writer's bytes as values of another type. */
export type Resolver = ReturnType<Type['createResolver']>

/** @returns with whether it reads what has a logical type as what is beneath it: bytes are let through which that type refuses */
export function resolverOf(reader: Type, writer: Type): { readonly resolver: Resolver; readonly isLoose: boolean } {
  const before = StrictLogicalType.unwrapped
  const resolver = reader.createResolver(writer)
  return { resolver, isLoose: StrictLogicalType.unwrapped !== before }
}
