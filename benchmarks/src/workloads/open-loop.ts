import type { KafkaMessage } from 'kafkajs'
import { setTimeout as wait } from 'node:timers/promises'
import { quantileOfSorted } from '../statistics/order-statistics'
import type { Latencies, WorkerSettings } from '../workers/protocol'

/**
 * Sends calls at moments that are fixed beforehand, whether earlier ones have ended or not, and counts each message's time from its
 * moment on: what waits because something before it was slow is late too.
 */
export class OpenLoop {
  readonly #settings: WorkerSettings
  readonly #betweenMs: number
  readonly #all: number[] = []

  constructor(settings: WorkerSettings, perSecond: number) {
    this.#settings = settings
    this.#betweenMs = (1000 * settings.batch) / perSecond
  }

  async send(messages: number, send: (values: readonly Buffer[]) => Promise<void>): Promise<number> {
    const { batch, valueBytes } = this.#settings
    const calls = Math.ceil(messages / batch)
    const start = performance.now()
    const underWay: Promise<void>[] = []
    for (let call = 0; call < calls; call++) {
      const moment = start + call * this.#betweenMs
      const early = moment - performance.now()
      if (early > 0) await wait(early)
      const value = Buffer.alloc(valueBytes)
      value.writeDoubleLE(moment)
      underWay.push(send(Array.from({ length: batch }, () => value)))
    }
    await Promise.all(underWay)
    return calls
  }

  readonly arrived = ({ value }: KafkaMessage): void => {
    if (value !== null) this.#all.push(performance.now() - value.readDoubleLE())
  }

  latencies(): Latencies {
    const sorted = Float64Array.from(this.#all).sort()
    const at = (share: number) => quantileOfSorted(sorted, share)
    return { p50: at(0.5), p99: at(0.99), p999: at(0.999) }
  }
}
