import type { Consumer } from 'kafkajs'
import { theme, type Scenario } from '../scenario'
import type { World } from '../world'
import { untyped } from './sending'

/** Calls with wrong arguments, and calls that come too early: the client's own errors, thrown or rejected as by itself. */
const calledWrongly = (
  name: string,
  method: string,
  calls: (world: World, consumer: Consumer) => Readonly<Record<string, () => unknown>>,
): Scenario => ({
  name: `${name}, called wrongly or too early`,
  covers: [`Consumer.${method}`],
  observes: ['error'],
  async run(world) {
    const consumer = world.consumer()
    for (const [label, call] of Object.entries(calls(world, consumer))) await world.attempt(label, () => void call())
  },
})

export const wrongCalls = theme('consumer', [
  calledWrongly('seek', 'seek', (world, consumer) => ({
    'no topic': () => consumer.seek(untyped({ partition: 0, offset: '0' })),
    'no partition': () => consumer.seek(untyped({ topic: world.topic(), partition: 'x', offset: '0' })),
    'no offset': () => consumer.seek({ topic: world.topic(), partition: 0, offset: 'x' }),
    'a negative offset': () => consumer.seek({ topic: world.topic(), partition: 0, offset: '-7' }),
    'not running': () => consumer.seek({ topic: world.topic(), partition: 0, offset: '0' }),
    nothing: () => consumer.seek(untyped(undefined)),
  })),
  calledWrongly('pause', 'pause', (world, consumer) => ({
    'no topic': () => consumer.pause(untyped([{}])),
    null: () => consumer.pause(untyped([null])),
    'no partitions': () => consumer.pause(untyped([{ topic: world.topic(), partitions: 'x' }])),
    'not running': () => consumer.pause([{ topic: world.topic() }]),
  })),
  calledWrongly('resume', 'resume', (world, consumer) => ({
    'no topic': () => consumer.resume(untyped([{}])),
    'no partitions': () => consumer.resume(untyped([{ topic: world.topic(), partitions: ['x'] }])),
    'not running': () => consumer.resume([{ topic: world.topic() }]),
  })),
  {
    name: 'commitOffsets, called wrongly or too early',
    covers: ['Consumer.commitOffsets'],
    observes: ['error'],
    async run(world) {
      const consumer = world.consumer()
      const good = { topic: world.topic(), partition: 0, offset: '1' }
      const wrong = {
        topic: { topic: '' },
        partition: { partition: 'x' },
        offset: { offset: 'x' },
        negative: { offset: '-1' },
        metadata: { metadata: 5 },
        early: {},
      }
      for (const [label, part] of Object.entries(wrong)) {
        await world.attempt(label, () => consumer.commitOffsets([untyped({ ...good, ...part })]))
      }
      await world.attempt('null', () => consumer.commitOffsets(untyped(null)))
    },
  },
])
