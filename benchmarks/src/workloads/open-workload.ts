import type { WorkerSettings } from '../workers/protocol'
import type { Variant } from '../workers/variant'
import type { Workload } from '../workers/workload'
import { kafkaClient } from './client'
import { ConsumerWorkload } from './consumer'
import { ProducerWorkload } from './producer'
import { RoundTripWorkload } from './round-trip'

/** A connected workload, ready to run. */
export function openWorkload(variant: Variant, settings: WorkerSettings): Promise<Workload> {
  const kafka = kafkaClient(settings.brokers)
  switch (settings.workload) {
    case 'producer':
      return new ProducerWorkload(kafka, variant, settings).open()
    case 'roundTrip':
      return new RoundTripWorkload(kafka, variant, settings).open()
    case 'eachMessage':
    case 'eachBatch':
    case 'withMessage':
      return new ConsumerWorkload(kafka, variant, settings).open()
  }
}
