import { createTopics } from '@filrouge/harness'
import { describe, expect, it } from '@jest/globals'
import { HOSTILE_CASES } from './hostile-cases'
import { soak } from './soak'

const COUNT = 2500

/** `npm run soak:hostile` does the same with 100,000 messages a case. */
describe('no message is lost to what is beside it', () => {
  it.each(HOSTILE_CASES.map((each, index) => ({ ...each, index })))('$name', async ({ index, ...each }) => {
    const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
    const topic = `hostile-${String(process.pid)}-${String(Date.now())}-${String(index)}`
    await createTopics(brokers, [{ topic, partitions: 1 }])
    const { handled, lost, duplicated, outOfOrder } = await soak(
      brokers,
      topic,
      each,
      COUNT,
      new AbortController().signal,
    )
    expect({ handled, lost, duplicated, outOfOrder }).toEqual({ handled: COUNT, lost: 0, duplicated: 0, outOfOrder: 0 })
  })
})
