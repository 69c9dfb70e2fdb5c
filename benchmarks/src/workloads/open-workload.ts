import type { WorkerSettings } from '../workers/protocol'
import type { Variant } from '../workers/variant'
import type { Workload } from '../workers/workload'
import { kafkaClient } from './client'
import { ProducerWorkload } from './producer'

/** A connected workload, ready to run. */
export function openWorkload(variant: Variant, settings: WorkerSettings): Promise<Workload> {
  const kafka = kafkaClient(settings.brokers)
  switch (settings.workload) {
    case 'producer':
      return new ProducerWorkload(kafka, variant, settings).open()
    default:
      throw new Error(`no workload ${settings.workload}`)
  }
}
