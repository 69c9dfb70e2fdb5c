import { loadVectors } from '@filrouge/contract'

interface NotRun {
  readonly id: string
  readonly reason: string
}

/**
 * What a live run of a subject that fails nothing counts: all that is read passes, but for the ids that its client does not
 * deliver, by what they require. Worked out from the vectors alone, so that one left out in silence is missed here.
 */
export function liveRun(undelivered: Readonly<Record<string, readonly string[]>>) {
  const vectors = loadVectors()
  const skipped: NotRun[] = [
    ...vectors
      .filter(({ ask }) => ask === 'inject')
      .map(({ id }) => ({ id, reason: 'writing is asked over stdio only' })),
    ...Object.entries(undelivered).flatMap(([requirement, ids]) =>
      ids.map((id) => ({ id, reason: `the subject does not deliver ${requirement}` })),
    ),
  ]
  return {
    total: vectors.length,
    passed: vectors.length - skipped.length,
    notRun: skipped.length,
    skipped: byId(skipped),
  }
}

export const byId = (skipped: readonly NotRun[]): NotRun[] => [...skipped].sort((a, b) => a.id.localeCompare(b.id))
