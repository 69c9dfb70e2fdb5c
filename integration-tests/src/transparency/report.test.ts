import { describe, expect, it } from '@jest/globals'
import type { Options } from './command-line'
import { damaged } from './mutants/mutant'
import { Recorder } from './recorder'
import { verdictOf } from './report'
import type { ClusterResult } from './run-cluster'
import type { Scenario } from './scenario'

const options = { filter: '', control: false, verbose: false } as Options
const scenario: Scenario = { name: 'a', covers: [], observes: ['result'], run: () => Promise.resolve() }
const outcome = (spans: number) => ({ recording: new Recorder().close(), failure: undefined, spans, milliseconds: 1 })
const mutant = { name: 'm', stands: 'a peer', noticed: ['a'], wrap: damaged({}) }

function result(change: Partial<ClusterResult> = {}, faults: readonly string[] = [], spans = 1): ClusterResult {
  return {
    choice: { kafka: '4.1.1', brokers: 1 },
    rows: [{ scenario, raw: outcome(0), wrapped: outcome(spans), faults, unsteady: [] }],
    mutants: [{ mutant, noticedBy: ['a'] }],
    unhandled: [],
    seconds: 1,
    ...change,
  }
}
const verdict = (...results: ClusterResult[]) => verdictOf(results, [], options)

describe('verdictOf', () => {
  it('is good where nothing differs and all mutants are caught', () => {
    const runs = [{ kafka: '4.1.1', brokers: 1 }]
    expect(verdict(result())).toMatchObject({
      good: true,
      summary: { scenarios: 1, differences: 0, mutants: 1, caught: 1, runs },
    })
  })
  it.each<[string, ClusterResult]>([
    ['a difference', result({}, ['order 0'])],
    ['a mutant that nobody noticed', result({ mutants: [{ mutant, noticedBy: [] }] })],
    ['a rejection that nobody waited for', result({ unhandled: ['rejected'] })],
    ['a run without a span', result({}, [], 0)],
    ['no scenario at all', result({ rows: [] })],
  ])('is bad for %s', (_name, bad) => {
    expect(verdict(bad).good).toBe(false)
    expect(verdict(result(), bad).good).toBe(false)
  })
  it('is good for a row that was equal in every run alone, and prints how it differed before', () => {
    const [row] = result().rows
    const unsteady = verdict(result({ rows: row === undefined ? [] : [{ ...row, unsteady: ['order 0'] }] }))
    expect(unsteady).toMatchObject({ good: true, summary: { differences: 0, unsteady: 1 } })
    expect(unsteady.lines.join('\n')).toMatch(/unsteady.*: a\n {4}order 0/)
  })
  it('is bad for a fault of the table', () => {
    expect(verdictOf([result()], ['no scenario covers Producer.on'], options)).toMatchObject({ good: false })
  })
  it('counts a mutant as caught that is caught on every cluster', () => {
    const missed = result({ mutants: [{ mutant, noticedBy: [] }] })
    expect(verdict(result(), missed).summary).toMatchObject({ mutants: 1, caught: 0, scenarios: 1 })
  })
})
