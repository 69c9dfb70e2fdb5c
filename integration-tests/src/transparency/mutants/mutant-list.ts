import type { Mutant } from './mutant'
import { producerMutants } from './producer-mutants'

export const MUTANTS: readonly Mutant[] = [...producerMutants]
