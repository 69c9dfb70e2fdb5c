import { describe, expect, it } from '@jest/globals'
import { Kafka } from 'kafkajs'
import { groupIdOf } from './consumer-group'
import { setUp } from './traced-clients.fixture'
import { componentOf } from './wiring'

describe('clients of the shape of kafkajs', () => {
  it.each([
    ['kafkajs', {}],
    ['@confluentinc/kafka-javascript', { dependentAdmin: () => undefined }],
  ])('are named: %s', (name, client) => {
    expect(componentOf(client)).toBe(name)
  })

  it.each([
    [{ groupId: 'billing' }, { groupId: 'billing' }],
    [{ kafkaJS: { groupId: 'billing' } }, { groupId: 'billing' }],
    [{ 'group.id': 'billing' }, { groupId: 'billing' }],
    [{ groupId: 5 }, {}],
    [undefined, {}],
    [null, {}],
  ])('tell their group in their configuration: %j', (config, group) => {
    expect(groupIdOf(config)).toEqual(group)
  })
})

it("wraps a consumer whose events are not there, as those of Confluent's client", async () => {
  const { tracing, errors } = setUp()
  const consumer = {
    run: () => Promise.resolve('run'),
    on: () => undefined,
    get events(): never {
      throw new Error('Not implemented')
    },
  }
  expect(await tracing.consumer(consumer as never as { run: () => Promise<never> }).run()).toBe('run')
  expect(errors).toEqual([])
})

class RealKafka extends Kafka {
  readonly #region = 'eu'
  label = 'own'
  region(): string {
    return `${this.#region} ${this.label}`
  }
}

class OwnKafka {
  #made = 0
  readonly #name: string
  label = 'first'
  constructor(name: string) {
    this.#name = name
  }
  get name(): string {
    return `${this.#name} ${this.label}`
  }
  set made(count: number) {
    this.#made = count
  }
  get made(): number {
    return this.#made
  }
  producer() {
    this.#made++
    const sent = () => Promise.resolve([])
    return { send: sent, sendBatch: sent }
  }
  consumer({ groupId }: { groupId: string }) {
    this.#made += groupId.length > 0 ? 1 : 0
    return { run: () => Promise.resolve() }
  }
}

describe('a wrapped Kafka', () => {
  it('is still of its class, with fields, accessors and private members', () => {
    const { tracing } = setUp()
    const given = new OwnKafka('mine')
    const kafka = tracing.kafka(given)
    expect(kafka).toBeInstanceOf(OwnKafka)
    kafka.producer()
    kafka.consumer({ groupId: 'billing' })
    expect(kafka.made).toBe(2)
    kafka.made = 5
    kafka.label = 'second'
    expect([given.made, kafka.made, kafka.name]).toEqual([5, 5, 'mine second'])
  })

  it('is one of kafkajs, in a class of the user too', () => {
    const { tracing } = setUp()
    const kafka = tracing.kafka(new RealKafka({ brokers: ['127.0.0.1:1'] }))
    expect(kafka).toBeInstanceOf(RealKafka)
    expect(kafka).toBeInstanceOf(Kafka)
    expect(kafka.region()).toBe('eu own')
    const producer = kafka.producer()
    expect(tracing.producer(producer)).toBe(producer)
    expect(kafka.admin().logger()).toBeDefined()
  })

  it('is wrapped once, and gives wrapped clients', () => {
    const { tracing } = setUp()
    const kafka = tracing.kafka(new OwnKafka('mine'))
    expect(tracing.kafka(kafka)).toBe(kafka)
    const producer = kafka.producer()
    expect(tracing.producer(producer)).toBe(producer)
  })
})
