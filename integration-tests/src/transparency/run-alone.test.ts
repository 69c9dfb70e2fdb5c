import { describe, expect, it } from '@jest/globals'
import type { Cluster } from './cluster'
import { Normaliser } from './normalise'
import { runAlone } from './run-alone'
import { runRow, type RowResult } from './run-table'
import type { Scenario } from './scenario'
import { unwrapped } from './wrapping'

// rows without topics need no broker
const cluster = { choice: { kafka: '4.1.1', brokers: 1 }, clients: {} } as unknown as Cluster
const trial = { wrap: unwrapped, cluster, normaliser: new Normaliser() }

/** A row whose two runs differ in the first so many rounds. */
function differing(rounds: number): Scenario {
  let runs = 0
  return {
    name: 'a',
    covers: [],
    observes: ['result'],
    topics: {},
    run(world) {
      world.note('result', 'run', runs++ < rounds * 2 ? runs : 'the same')
      return Promise.resolve()
    },
  }
}

async function alone(scenarios: readonly Scenario[]): Promise<readonly RowResult[]> {
  const crowd: RowResult[] = []
  for (const [row, scenario] of scenarios.entries()) crowd.push(await runRow(scenario, String(row), trial))
  return runAlone(crowd, trial, () => undefined)
}

describe('runAlone', () => {
  it('leaves rows alone that were equal', async () => {
    const [row] = await alone([differing(0)])
    expect(row).toMatchObject({ faults: [], unsteady: [] })
  })
  it('keeps how a row differed that is equal in three runs', async () => {
    const [row] = await alone([differing(1)])
    expect(row).toMatchObject({ faults: [], unsteady: [expect.stringContaining('result')] })
  })
  it.each([2, 3, 4])('calls a row different that differs up to round %i of four', async (rounds) => {
    const [row] = await alone([differing(rounds)])
    expect(row).toMatchObject({ faults: [expect.stringContaining('result')], unsteady: [] })
  })
  it('takes many rows that differ as they are', async () => {
    const rows = await alone(Array.from({ length: 13 }, () => differing(1)))
    expect(rows.every(({ faults }) => faults.length > 0)).toBe(true)
  })
})
