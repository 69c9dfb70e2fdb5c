import { describe, expect, it } from '@jest/globals'
import { readDeclarations } from './declarations'
import { MUTANTS } from './mutants/mutant-list'
import { TABLE } from './scenarios/table'
import type { Scenario } from './scenario'
import { tableFaults } from './table-faults'

const declarations = readDeclarations()
const row = (name: string, covers: readonly string[]): Scenario => ({
  name,
  covers,
  observes: ['result'],
  run: () => Promise.resolve(),
})
const few = { known: new Set(['Producer.send', 'Producer.on']), covered: new Set(['Producer.send']) }

describe('the table', () => {
  it('covers every method and option that kafkajs declares', () => {
    expect(tableFaults(TABLE, MUTANTS, declarations)).toEqual([])
  })
  it('has 150 scenarios or more, and 20 mutants or more', () => {
    expect(TABLE.length).toBeGreaterThanOrEqual(150)
    expect(MUTANTS.length).toBeGreaterThanOrEqual(20)
  })
})

describe('readDeclarations', () => {
  it('knows methods, options and events, also of types that need not be covered', () => {
    for (const member of [
      'Producer.send',
      'Producer.transaction',
      'Consumer.seek',
      'ProducerConfig.retry',
      'Transaction.commit',
    ])
      expect(declarations.covered).toContain(member)
    expect(declarations.covered).toContain('ConsumerEvents.CRASH')
    expect(declarations.known).toContain('KafkaConfig.requestTimeout')
    expect(declarations.covered).not.toContain('KafkaConfig.requestTimeout')
  })
})

describe('tableFaults', () => {
  it('misses a member that no row covers', () => {
    expect(tableFaults([row('a', ['Producer.on'])], [], few)).toEqual(['no scenario covers Producer.send'])
  })
  it('finds a name that kafkajs does not declare', () => {
    const faults = tableFaults([row('a', ['Producer.send', 'Producer.sned'])], [], few)
    expect(faults).toEqual(["'a' covers Producer.sned, which kafkajs does not declare"])
  })
  it('finds names that are used twice', () => {
    const rows = [row('a', ['Producer.send']), row('a', [])]
    expect(tableFaults(rows, [], few)).toEqual(["two scenarios are named 'a'"])
  })
  it('finds mutants that name no scenario', () => {
    const mutants = [
      { name: 'm', noticed: ['b'] },
      { name: 'n', noticed: [] },
    ]
    expect(tableFaults([row('a', ['Producer.send'])], mutants, few)).toEqual([
      "mutant 'm' names no scenario: 'b'",
      "mutant 'n' names no scenario at all",
    ])
  })
  it('finds a row that observes nothing', () => {
    const faults = tableFaults([{ ...row('a', ['Producer.send']), observes: [] }], [], few)
    expect(faults).toEqual(["'a' observes nothing"])
  })
})
