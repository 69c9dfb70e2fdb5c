import { readJsonFile } from '../json-file'
import { shapeCheck } from '../protocol/shape-check'
import { UsageError } from '../usage-error'
import type { Vector } from '../vectors/vector'
import type { Outcome } from './outcome'

/** Vectors that a subject fails, and why. Each must fail, so that the list says what is, and not what was. */
export interface KnownFailing {
  readonly subject: string
  readonly entries: readonly { readonly id: string; readonly reason: string }[]
}

const TEXT = { type: 'string', minLength: 1 }
const faultOfList = shapeCheck({
  type: 'object',
  required: ['subject', 'entries'],
  additionalProperties: false,
  properties: {
    subject: TEXT,
    entries: {
      type: 'array',
      items: {
        type: 'object',
        required: ['id', 'reason'],
        additionalProperties: false,
        properties: { id: TEXT, reason: TEXT },
      },
    },
  },
})

/** @throws UsageError for a file of another shape, and for an id that is there twice */
export function loadKnownFailing(path: string): KnownFailing {
  const list = readJsonFile(path, faultOfList) as KnownFailing
  const ids = list.entries.map(({ id }) => id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new UsageError(`${path}: ${twice} is there twice`)
  return list
}

/** An outcome in the light of the list. In live mode what cannot be delivered is no news of an entry. */
export function reconcile(outcome: Outcome, list: KnownFailing | undefined, live: boolean): Outcome {
  const entry = list?.entries.find(({ id }) => id === outcome.id)
  if (entry === undefined) return outcome
  if (outcome.verdict === 'failed') return { ...outcome, verdict: 'expected-failure', reason: entry.reason }
  if (outcome.verdict === 'passed') return refused(outcome, 'it passes')
  return live ? outcome : refused(outcome, `it is not run: ${outcome.reason ?? ''}`)
}

const refused = (outcome: Outcome, why: string): Outcome => ({
  ...outcome,
  verdict: 'failed',
  reason: `listed as known to fail, but ${why}; take the entry out`,
})

/** A failure for each entry that names no vector. */
export function entriesWithoutVector(list: KnownFailing | undefined, all: readonly Vector[]): Outcome[] {
  const ids = new Set(all.map(({ id }) => id))
  const unknown = list?.entries.filter(({ id }) => !ids.has(id)) ?? []
  const reason = 'listed as known to fail, but there is no such vector; take the entry out'
  return unknown.map(({ id }) => ({ id, verdict: 'failed', reason, differences: [] }))
}
