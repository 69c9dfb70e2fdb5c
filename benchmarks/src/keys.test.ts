import { describe, expect, it } from '@jest/globals'
import { KEYS } from './keys'
import { otherExperiments, tableExperiments } from './experiment-list'
import type { Surroundings } from './rounds/surroundings'

const around = { share: 1 } as Surroundings

describe('keys', () => {
  it('are those of the issue with their targets', () => {
    expect(KEYS.map(({ name, sense, target }) => `${name} ${sense === 'at most' ? '<=' : '>='} ${target}`)).toEqual([
      'producer.perSend >= 0.98',
      'producer.perMessage >= 0.95',
      'producer.unsampled >= 0.97',
      'producer.noop >= 0.98',
      'producer.vsOtel >= 1.25',
      'producer.vsHandWritten >= 1',
      'consumer.eachMessage >= 0.75',
      'consumer.eachBatch >= 0.97',
      'consumer.withMessage >= 0.6',
      'consumer.vsOtel >= 2.8',
      'consumer.vsHandWritten >= 1.1',
      'roundTrip.vsOtel >= 1.7',
      'latency.p99Added <= 1',
      'inject.w3c <= 0.3',
      'inject.jaeger <= 0.3',
      'inject.live <= 0.8',
      'extract.w3c <= 0.4',
      'extract.jaeger <= 0.4',
      'extract.hostile <= 100',
      'extract.hostileExponent <= 1.1',
      'avro.decode <= 1.3',
      'rust.extract <= 0.3',
      'rust.inject <= 0.3',
      'memory.perMessage <= 0.5',
    ])
  })

  it('are each measured by one experiment', () => {
    const measured = tableExperiments(around).flatMap(({ keys }) => keys)
    expect([...measured].sort()).toEqual(KEYS.map(({ name }) => name).sort())
  })

  it('are not what is measured beside the table', () => {
    const others = otherExperiments(around).flatMap(({ keys }) => keys)
    expect(others.filter((key) => KEYS.some(({ name }) => name === key))).toEqual([])
  })
})
