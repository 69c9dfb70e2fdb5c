/** A B C gives A B C C B A: what drifts in the course of a round weighs on all alike. */
export function mirrored<T>(variants: readonly T[]): T[] {
  return [...variants, ...[...variants].reverse()]
}
