import type { Type } from 'avsc'
import { watched } from '../logical/unwrapped'

/** What avsc makes to read a writer's bytes as values of another type. */
export type Resolver = ReturnType<Type['createResolver']>

/** @returns with whether it reads what has a logical type as what is beneath it: bytes are let through which that type refuses */
export function resolverOf(reader: Type, writer: Type): { readonly resolver: Resolver; readonly isLoose: boolean } {
  const { made, unwraps } = watched(() => reader.createResolver(writer))
  return { resolver: made, isLoose: unwraps }
}
