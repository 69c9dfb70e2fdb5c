import { PRODUCER, PRODUCER_COMPARISONS } from './cases/producer-cases'
import { CpuExperiment } from './experiments/cpu-experiment'
import type { Experiment } from './experiments/experiment'
import type { Surroundings } from './rounds/generation'

/** All that can be measured, in the order of the table. */
export function experimentsOf(around: Surroundings): Experiment[] {
  return [new CpuExperiment(PRODUCER, PRODUCER_COMPARISONS, around)]
}
