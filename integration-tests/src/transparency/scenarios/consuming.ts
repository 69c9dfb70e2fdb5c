import type { Consumer, ConsumerConfig, ConsumerRunConfig, EachMessagePayload, KafkaMessage } from 'kafkajs'
import type { World } from '../world'

export interface Consuming {
  readonly run: ConsumerRunConfig
  readonly config?: Partial<ConsumerConfig>
  readonly topics?: (string | RegExp)[]
  readonly fromBeginning?: boolean
  /** before it connects */
  readonly before?: (consumer: Consumer) => void
}

/** A consumer that is connected, subscribed from the beginning, and runs. */
export async function running(
  world: World,
  { run, config, topics, fromBeginning = true, before }: Consuming,
): Promise<Consumer> {
  const consumer = world.consumer(config)
  before?.(consumer)
  await consumer.connect()
  await consumer.subscribe({ topics: topics ?? [world.topic()], fromBeginning })
  await consumer.run(run)
  return consumer
}

export const text = (message: KafkaMessage): string => message.value?.toString() ?? 'null'

/** Takes down what comes, in the order in which it comes, and knows when something has come. */
export class Handled {
  readonly values: string[] = []

  constructor(
    private readonly world: World,
    private readonly channel: 'order' | 'awaiting' = 'order',
  ) {}

  note(message: KafkaMessage, label = 'handled'): number {
    this.values.push(text(message))
    this.world.note(this.channel, label, text(message))
    return this.values.length
  }

  readonly each = ({ message }: EachMessagePayload): void => void this.note(message)

  count(value: string): number {
    return this.values.filter((each) => each === value).length
  }

  /** Waits until that value has come, so many times. */
  until(value: string, times = 1): Promise<unknown> {
    return this.world.until(`${value}, ${times} times`, () => this.count(value) >= times)
  }
}

/** A promise that is settled from outside. */
export class Gate {
  open: () => void = () => undefined
  readonly opened = new Promise<void>((resolve) => (this.open = resolve))
}

const MANY_ANSWERS = 20

/** A client that does not wait for its handler has gone on by the time that the broker takes for many answers, however slow it is. */
export function timeToGoOn(world: World, hasGoneOn: () => boolean): Promise<unknown> {
  let answers = 0
  return world.until('the next message, or many answers', async () => {
    await world.committed()
    return hasGoneOn() || ++answers >= MANY_ANSWERS
  })
}
