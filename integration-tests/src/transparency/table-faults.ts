import type { Declarations } from './declarations'
import type { Mutant } from './mutants/mutant'
import type { Scenario } from './scenario'

/** What is wrong with the table by itself: names that are used twice or mean nothing, and members that no row covers. */
export function tableFaults(
  table: readonly Scenario[],
  mutants: readonly Pick<Mutant, 'name' | 'noticed'>[],
  { known, covered }: Declarations,
): readonly string[] {
  const names = table.map(({ name }) => name)
  const used = new Set(table.flatMap(({ covers }) => covers))
  return [
    ...repeated(names).map((name) => `two scenarios are named '${name}'`),
    ...repeated(mutants.map(({ name }) => name)).map((name) => `two mutants are named '${name}'`),
    ...table.flatMap(({ name, covers }) =>
      covers
        .filter((member) => !known.has(member))
        .map((member) => `'${name}' covers ${member}, which kafkajs does not declare`),
    ),
    ...[...covered].filter((member) => !used.has(member)).map((member) => `no scenario covers ${member}`),
    ...table.filter(({ observes }) => observes.length === 0).map(({ name }) => `'${name}' observes nothing`),
    ...mutants.flatMap(({ name, noticed }) =>
      noticed
        .filter((scenario) => !names.includes(scenario))
        .map((scenario) => `mutant '${name}' names no scenario: '${scenario}'`),
    ),
    ...mutants
      .filter(({ noticed }) => noticed.length === 0)
      .map(({ name }) => `mutant '${name}' names no scenario at all`),
  ]
}

function repeated(names: readonly string[]): readonly string[] {
  return [...new Set(names.filter((name, index) => names.indexOf(name) !== index))]
}
