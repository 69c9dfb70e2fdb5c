import { EACH_BATCH, EACH_BATCH_COMPARISONS, EACH_MESSAGE, EACH_MESSAGE_COMPARISONS } from './cases/consumer-cases'
import type { Case } from './cases/case'
import { OTHER_CASES } from './cases/other-cases'
import { PRODUCER, PRODUCER_COMPARISONS } from './cases/producer-cases'
import { ROUND_TRIP, ROUND_TRIP_COMPARISONS } from './cases/round-trip-cases'
import { CodecExperiment } from './experiments/codec-experiment'
import { CpuExperiment } from './experiments/cpu-experiment'
import type { Experiment } from './experiments/experiment'
import { GROWTH_KEYS, GrowthExperiment } from './experiments/growth-experiment'
import { HostileExperiment } from './experiments/hostile-experiment'
import { LatencyExperiment } from './experiments/latency-experiment'
import { MemoryExperiment } from './experiments/memory-experiment'
import { PlantedExperiment } from './experiments/planted-experiment'
import { RustExperiment } from './experiments/rust-experiment'
import type { Surroundings } from './rounds/surroundings'

const PAIR = ['ours', 'open-telemetry']
const THREE = [...PAIR, 'jaeger-client']

/** What gives the keys of the table, in its order. */
export function tableExperiments(around: Surroundings): Experiment[] {
  const codec = (key: string, libraries: readonly string[], note: string) =>
    new CodecExperiment(key, libraries, note, around)
  return [
    new CpuExperiment(PRODUCER, PRODUCER_COMPARISONS, around),
    new CpuExperiment(EACH_MESSAGE, EACH_MESSAGE_COMPARISONS, around),
    new CpuExperiment(EACH_BATCH, EACH_BATCH_COMPARISONS, around),
    new CpuExperiment(ROUND_TRIP, ROUND_TRIP_COMPARISONS, around),
    new LatencyExperiment('latency', 0.5, around),
    codec('inject.w3c', PAIR, 'traceparent, of a ready context'),
    codec('inject.jaeger', THREE, 'uber-trace-id, of a ready context'),
    codec('inject.live', PAIR, "traceparent and uber-trace-id, of live spans whose ids' text was made before"),
    codec('extract.w3c', PAIR, 'a Buffer; ours looks for every format, the peer for this one'),
    codec('extract.jaeger', THREE, 'a Buffer; ours looks for every format, peers for this one'),
    new HostileExperiment(around),
    codec(
      'avro.decode',
      ['ours-avro', 'avsc'],
      'longs as bigint, times as Date; the peer has numbers for both, no framing, and takes counts and lengths on trust',
    ),
    new RustExperiment(around),
    new MemoryExperiment(around),
  ]
}

/** Who does a little less than half of bare's work keeps up with that. */
const QUARTER = 'latency.quarter'
const OTHER_CODECS = ['inject.b3', 'inject.b3Multi', 'extract.b3', 'extract.b3Multi', 'extract.baggage']

/** For the profiler. */
export const CASES: readonly Case[] = [
  PRODUCER,
  EACH_MESSAGE,
  EACH_BATCH,
  ROUND_TRIP,
  ...OTHER_CASES.map(([given]) => given),
]

/** Figures that `--all` adds to the table. */
export const OTHER_KEYS: readonly string[] = [
  ...OTHER_CASES.flatMap(([, comparisons]) => comparisons.map(({ key }) => key)),
  `${QUARTER}.p99Added`,
  ...OTHER_CODECS,
  ...GROWTH_KEYS,
]

/** What `--all` adds. */
export function otherExperiments(around: Surroundings): Experiment[] {
  const cases = OTHER_CASES.map(([given, comparisons]) => new CpuExperiment(given, comparisons, around))
  const codecs = OTHER_CODECS.map(
    (key) => new CodecExperiment(key, PAIR, 'every format is looked for by ours, this one by the peer', around),
  )
  return [...cases, new LatencyExperiment(QUARTER, 0.25, around), ...codecs, new GrowthExperiment(around)]
}

/** What `--planted` measures: one producer's key and one consumer's. */
export function plantedExperiments(around: Surroundings, us: number): Experiment[] {
  return [
    ...PRODUCER_COMPARISONS.filter(({ key }) => key === 'producer.perMessage').map(
      (each) => new PlantedExperiment(PRODUCER, each, us, around),
    ),
    ...EACH_MESSAGE_COMPARISONS.filter(({ key }) => key === 'consumer.eachMessage').map(
      (each) => new PlantedExperiment(EACH_MESSAGE, each, us, around),
    ),
  ]
}
