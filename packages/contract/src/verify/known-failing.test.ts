import { describe, expect, it } from '@jest/globals'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { extractVector, fixtureCommand } from '../fixtures/vector.fixture'
import { loadKnownFailing } from './known-failing'
import { exitCodeOf } from './outcome'
import { verify } from './verify'

const vectors = [extractVector('well'), extractVector('culprit'), extractVector('far', { requires: ['null-values'] })]
const run = async (behaviour: string, ids: readonly string[], chosen = vectors) => {
  const verification = await verify({
    command: fixtureCommand('misbehaving-subject.cjs', behaviour, 'culprit'),
    vectors: chosen,
    allVectors: vectors,
    knownFailing: { subject: 'misbehaving', entries: ids.map((id) => ({ id, reason: 'known' })) },
  })
  const outcomes = verification.outcomes.map(({ id, verdict, reason = '' }) => `${id} ${verdict} ${reason}`.trim())
  return { outcomes, exitCode: exitCodeOf(verification) }
}

describe('an entry', () => {
  it('must fail', async () => {
    const { outcomes, exitCode } = await run('reports-an-error', ['culprit'])
    expect(outcomes).toEqual([
      'well passed',
      'culprit expected-failure known',
      'far not-run the subject does not deliver null-values',
    ])
    expect(exitCode).toBe(0)
  })

  it('may name a vector that breaks the subject', async () => {
    const { outcomes, exitCode } = await run('crashes', ['culprit'])
    expect(outcomes[1]).toBe('culprit expected-failure known')
    expect(exitCode).toBe(0)
  })

  it.each([
    ['well', 'well failed listed as known to fail, but it passes; take the entry out'],
    [
      'far',
      'far failed listed as known to fail, but it is not run: the subject does not deliver null-values; take the entry out',
    ],
    ['none', 'none failed listed as known to fail, but there is no such vector; take the entry out'],
  ])('that does not fail is a failure: %s', async (id, outcome) => {
    const { outcomes, exitCode } = await run('reports-an-error', ['culprit', id])
    expect(outcomes).toContain(outcome)
    expect(exitCode).toBe(1)
  })

  it('of a vector that was not chosen is left alone', async () => {
    expect((await run('reports-an-error', ['culprit'], vectors.slice(0, 1))).exitCode).toBe(0)
  })
})

it('a list of another subject is refused', async () => {
  const knownFailing = { subject: 'another', entries: [] }
  const command = fixtureCommand('misbehaving-subject.cjs', 'hangs', 'none')
  await expect(verify({ command, vectors, knownFailing })).rejects.toThrow(
    'the list of known failures is of another, and this subject is misbehaving',
  )
})

it('a file is read, and refused when it has another shape', () => {
  const folder = mkdtempSync(join(tmpdir(), 'known-failing-'))
  const file = join(folder, 'list.json')
  const write = (value: unknown) => writeFileSync(file, JSON.stringify(value))
  try {
    const entry = { id: 'a', reason: 'r' }
    write({ subject: 's', entries: [entry] })
    expect(loadKnownFailing(file)).toEqual({ subject: 's', entries: [entry] })
    write({ subject: 's', entries: [{ id: 'a' }] })
    expect(() => loadKnownFailing(file)).toThrow(/entries\.0 must have required property 'reason'$/)
    write({ subject: 's', entries: [entry, entry] })
    expect(() => loadKnownFailing(file)).toThrow(/list\.json: a is there twice$/)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
