import { theme } from '../scenario'

const retriable = (message: string) => Object.assign(new Error(message), { retriable: true })

export const retries = theme('retries', [
  {
    name: 'as many as asked for, each with the same messages',
    covers: ['factor', 'initialRetryTime', 'maxRetryTime', 'multiplier', 'retries'].map(
      (name) => `RetryOptions.${name}`,
    ),
    observes: ['order', 'error', 'inputs'],
    async run(world) {
      const failing = () => (given: { message: { value: unknown; key?: unknown } }) => {
        world.note('order', 'partitioned', [given.message.key, given.message.value])
        throw retriable('no partition yet')
      }
      const retry = { retries: 3, initialRetryTime: 2, factor: 0, multiplier: 2, maxRetryTime: 5 }
      const producer = await world.connectedProducer({ createPartitioner: failing, retry })
      const messages = world.input([{ key: 'k', value: 'a' }])
      await world.attempt('send', () => producer.send({ topic: world.topic(), messages }))
    },
  },
  {
    name: 'until one send goes through, which is sent once',
    covers: ['RetryOptions.retries', 'ProducerConfig.retry'],
    observes: ['order', 'result', 'records'],
    async run(world) {
      let failures = 0
      const failing = () => () => {
        world.note('order', 'partitioned')
        if (failures++ < 2) throw retriable('no partition yet')
        return 0
      }
      const producer = await world.connectedProducer({
        createPartitioner: failing,
        retry: { retries: 3, initialRetryTime: 2 },
      })
      const messages = [{ value: 'a' }]
      await world.attempt('send', () => world.inTrace(() => producer.send({ topic: world.topic(), messages })))
      await world.noteRecords()
    },
  },
])
