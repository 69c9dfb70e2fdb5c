/**
 * How often a logical type was asked for what is beneath it. While avsc makes a resolver it only asks a writer's type, for a reader that
 * has no logical type; avsc hands nothing of ours through, so that it is counted here.
 */
let count = 0

export function noteUnwrapped(): void {
  count++
}

/** @returns what was made, and whether it unwraps */
export function watched<T>(make: () => T): { readonly made: T; readonly unwraps: boolean } {
  const before = count
  const made = make()
  return { made, unwraps: count !== before }
}

/** What fails is not kept, and unwraps nothing. */
export function attempted<T>(make: () => T): T {
  const before = count
  try {
    return make()
  } catch (error) {
    count = before
    throw error
  }
}
