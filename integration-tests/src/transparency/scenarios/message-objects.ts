import { theme } from '../scenario'
import { sending, sendingMessages } from './sending'

/** Messages that are no plain objects, as mappers and validators make them. */
export const messageObjects = theme('message object', [
  sendingMessages('frozen', () => [Object.freeze({ key: 'k', value: 'v', headers: Object.freeze({ own: 'x' }) })]),
  sendingMessages('frozen, without headers', () => Object.freeze([Object.freeze({ value: 'v' })])),
  sendingMessages('sealed', () => [Object.seal({ value: 'v', headers: Object.seal({}) })]),
  sendingMessages('of a class with fields', () => [new Order('o-1', 'paid'), new Order('o-2', 'open')]),
  sendingMessages('of a class with getters', () => [new OrderMessage('o-1', 42)]),
  sendingMessages('of a class with getters for headers', () => [new TenantMessage('acme'), new TenantMessage('beta')]),
  sendingMessages('of a class, frozen', () => [Object.freeze(new OrderMessage('o-1', 42))]),
  sendingMessages('without a prototype', () => [
    Object.assign(Object.create(null) as object, { key: 'k', value: 'v' }),
  ]),
  sendingMessages('with an inherited value', () => [Object.create({ value: 'inherited', key: 'k' }) as object]),
  sendingMessages('with inherited headers', () => [Object.create({ value: 'v', headers: { own: 'x' } }) as object]),
  sendingMessages('with a value that is not enumerable', () => [
    Object.defineProperty({ key: 'k' }, 'value', { value: 'v' }),
  ]),
  sendingMessages('through a proxy', () => [new Proxy({ key: 'k', value: 'v' }, {})]),
  sendingMessages(
    'with a getter that throws',
    () => [Object.defineProperty({}, 'value', { get: failing, enumerable: true })],
    {
      refused: true,
    },
  ),
  sendingMessages('with hidden headers that throw', () => [
    Object.defineProperty({ value: 'v' }, 'headers', { get: failing }),
  ]),
  sendingMessages(
    'with headers that throw',
    () => [Object.defineProperty({ value: 'v' }, 'headers', { get: failing, enumerable: true })],
    { refused: true },
  ),
  sendingMessages('of a class, refused and printed', () => [new Refused()], { refused: true }),
  sending({
    name: 'in a call of a class with getters',
    record: (world) => new OrderRecord(world.topic()),
    covers: ['ProducerRecord.topic', 'ProducerRecord.messages', 'ProducerRecord.acks'],
  }),
  sending({
    name: 'in a frozen call',
    record: (world) => Object.freeze({ topic: world.topic(), messages: Object.freeze([{ value: 'v' }]), acks: 1 }),
    covers: ['ProducerBatch.acks'],
  }),
])

class OrderMessage {
  readonly #total: number
  constructor(
    readonly key: string,
    total: number,
  ) {
    this.#total = total
  }
  get value(): string {
    return JSON.stringify({ total: this.#total })
  }
}

class Order {
  readonly headers = { own: 'x' }
  constructor(
    readonly key: string,
    readonly value: string,
  ) {}
}

class TenantMessage {
  readonly value = null
  readonly #tenant: string
  constructor(tenant: string) {
    this.#tenant = tenant
  }
  get headers(): { readonly tenant: string } {
    return Object.freeze({ tenant: this.#tenant })
  }
}

class Refused {
  readonly key = 'k'
  get value(): undefined {
    return undefined
  }
  toJSON(): string {
    return 'a refused message, as its class prints it'
  }
}

class OrderRecord {
  readonly #topic: string
  constructor(topic: string) {
    this.#topic = topic
  }
  get topic(): string {
    return this.#topic
  }
  get messages(): readonly { value: string }[] {
    return [{ value: 'from a getter' }]
  }
  get acks(): number {
    return 1
  }
}

function failing(): never {
  throw new Error('cannot be read')
}
