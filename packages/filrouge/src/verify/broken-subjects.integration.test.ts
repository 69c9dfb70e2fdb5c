import { exitCodeOf, loadVectors, verify, type Vector } from '@filrouge/contract'
import { describe, expect, it } from '@jest/globals'
import { join } from 'node:path'

const root = join(__dirname, '../../../..')
const filrouge = join(root, 'packages/filrouge/bin/filrouge.js')
const broken = join(root, 'spec/broken/subject.cjs')
const vectors = loadVectors()

const headersOf = (vector: Vector) => (vector.ask === 'extract' ? vector.carrier : vector.headers)
const keysOf = (vector: Vector) => headersOf(vector).map(([key]) => Buffer.from(key, 'hex').toString().toLowerCase())
const holdsBaggage = (vector: Vector) =>
  JSON.stringify(vector).includes('"baggage":[{') || keysOf(vector).some((key) => /baggage|uberctx/.test(key))

/** Some of the vectors that must refuse it, and what every one of them has that does. */
const EXPECTED: Record<string, { ids: string[]; concerns: (vector: Vector) => boolean }> = {
  'strict-16-hex': {
    ids: ['ub-short', 'ub-15-digits', 'ub-17-digits', 'ot-short'],
    concerns: (vector) => keysOf(vector).some((key) => key === 'uber-trace-id' || key.startsWith('ot-tracer-')),
  },
  'decimal-flags': {
    ids: ['ub-flags-b', 'ub-flags-0B', 'ub-flags-11', 'ub-flags-13', 'ub-flags-ff'],
    concerns: (vector) => keysOf(vector).includes('uber-trace-id'),
  },
  'joined-duplicates': {
    ids: ['rp-last-wins', 'rp-identical', 'bm-repeated', 'dd-repeated', 'w-kept-repeats'],
    concerns: (vector) => vector.requires?.includes('ordered-duplicates') === true,
  },
  'dropped-baggage': {
    ids: ['bg-one', 'bg-with-context', 'uc-one', 'ob-one', 'w-uc-one', 'w-bg-merge'],
    concerns: holdsBaggage,
  },
}

describe('a subject with a common mistake is refused by the vectors that say so, and by no others', () => {
  it.each(Object.entries(EXPECTED))('%s', async (mistake, { ids: known, concerns }) => {
    const command = [process.execPath, broken, mistake]
    const verification = await verify({ command, vectors })
    expect(verification.breaks).toEqual([])
    expect(exitCodeOf(verification)).toBe(1)
    const refused = verification.outcomes.filter(({ verdict }) => verdict === 'failed')
    const ids = refused.map(({ id }) => id)
    const cited = vectors.filter(({ catches }) => catches.includes(`broken:${mistake}`)).map(({ id }) => id)
    expect(ids).toEqual(expect.arrayContaining([...known, ...cited]))
    expect(refused.filter(({ vector }) => vector === undefined || !concerns(vector))).toEqual([])
  })
})

it('without a mistake every vector passes', async () => {
  const verification = await verify({ command: [process.execPath, filrouge, 'subject'], vectors })
  expect(verification.outcomes.filter(({ verdict }) => verdict !== 'passed')).toEqual([])
  expect(exitCodeOf(verification)).toBe(0)
})
