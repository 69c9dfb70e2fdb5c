import { EACH_BATCH, EACH_BATCH_COMPARISONS, EACH_MESSAGE, EACH_MESSAGE_COMPARISONS } from './cases/consumer-cases'
import { PRODUCER, PRODUCER_COMPARISONS } from './cases/producer-cases'
import { ROUND_TRIP, ROUND_TRIP_COMPARISONS } from './cases/round-trip-cases'
import { CpuExperiment } from './experiments/cpu-experiment'
import type { Experiment } from './experiments/experiment'
import type { Surroundings } from './rounds/surroundings'

/** All that can be measured, in the order of the table. */
export function experimentsOf(around: Surroundings): Experiment[] {
  return [
    new CpuExperiment(PRODUCER, PRODUCER_COMPARISONS, around),
    new CpuExperiment(EACH_MESSAGE, EACH_MESSAGE_COMPARISONS, around),
    new CpuExperiment(EACH_BATCH, EACH_BATCH_COMPARISONS, around),
    new CpuExperiment(ROUND_TRIP, ROUND_TRIP_COMPARISONS, around),
  ]
}
