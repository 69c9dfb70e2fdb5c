import { describe, expect, it } from '@jest/globals'
import { AsyncLocalStorage } from 'node:async_hooks'
import { avro } from '../avro-codec'
import { AvroEncodeError } from '../errors/avro-encode-error'
import type { PayloadCodec } from '../payload-codec'
import { SchemaRegistryError } from '../errors/schema-registry-error'
import type { MessageLike, MessagePayloadLike } from './client-shapes'
import { typed } from './typed'

interface Sent {
  topic: string
  messages: { key?: unknown; value: unknown; headers?: Record<string, unknown> }[]
}

function recordingProducer() {
  const sent: Sent[] = []
  const scopes: (string | undefined)[] = []
  const scope = new AsyncLocalStorage<string>()
  return {
    sent,
    scope,
    scopes,
    send(record: Sent): Promise<string> {
      sent.push(record)
      scopes.push(scope.getStore())
      return Promise.resolve(record.topic)
    },
    sendBatch: ({ topicMessages }: { topicMessages: Sent[] }): Promise<number> => {
      sent.push(...topicMessages)
      return Promise.resolve(topicMessages.length)
    },
  }
}

const NOTHING: Sent = { topic: '', messages: [] }
const place = (offset: string) => ({ topic: 'numbers', partition: 0, offset, part: 'value' }) as const
const message = (value: Buffer | null, rest: Partial<MessageLike> = {}): MessageLike => {
  return { key: null, value, offset: '7', timestamp: '1764000000000', headers: { traceparent: 'x' }, ...rest }
}

/** A consumer that hands one record to its handler when it is told to. */
function standIn() {
  let handler: ((payload: MessagePayloadLike) => Promise<void>) | undefined
  return {
    run: (config?: { eachMessage?: (payload: MessagePayloadLike) => Promise<void> }): Promise<void> => {
      handler = config?.eachMessage
      return Promise.resolve()
    },
    receive: (given: MessageLike) => handler?.({ topic: 'numbers', partition: 0, message: given }),
  }
}

const numbers = avro('long')
const bytesOf = async (value: bigint) => (await numbers.encode(value, place('0'))).bytes

describe('a typed producer', () => {
  it('sends values as bytes, tombstones and other members as they are', async () => {
    const producer = recordingProducer()
    const record = {
      topic: 'numbers',
      messages: [
        { key: 'a', value: 5n, partition: 2 },
        { key: 'b', value: null },
      ],
    }
    expect(await typed(producer, { value: numbers }).send(record)).toBe('numbers')
    expect(producer.sent).toEqual([
      {
        topic: 'numbers',
        messages: [
          { key: 'a', value: await bytesOf(5n), partition: 2 },
          { key: 'b', value: null },
        ],
      },
    ])
    expect(record.messages[0]?.value).toBe(5n)
  })

  it('sends keys by their own codec, and the headers that codecs need beside those of the message', async () => {
    const producer = recordingProducer()
    const value: PayloadCodec<string> = {
      encode: (text) => Promise.resolve({ bytes: Buffer.from(text), headers: { id: Buffer.from('1') } }),
      decode: String,
    }
    await typed(producer, { key: avro('string'), value }).send({
      topic: 't',
      messages: [{ key: 'k', value: 'v', headers: { own: 'x' } }],
    })
    const [{ messages: [sent] } = NOTHING] = producer.sent
    expect(sent?.headers).toEqual({ own: 'x', id: Buffer.from('1') })
    expect((sent?.key as Buffer).subarray(-2).toString()).toBe('\x02k')
  })

  it('lets calls leave in their order while one waits for its schema, each in its own scope', async () => {
    const producer = recordingProducer()
    let answer = (): void => undefined
    const asked = new Promise<void>((resolve) => (answer = resolve))
    const slow: PayloadCodec<string> = {
      encode: (text) =>
        text === 'slow' || text === 'broken' ? asked.then(() => encodedOrBroken(text)) : { bytes: Buffer.from(text) },
      decode: String,
    }
    const sends = typed(producer, { value: slow })
    const send = (value: string) => producer.scope.run(value, () => sends.send({ topic: value, messages: [{ value }] }))
    const calls = ['slow', 'a', 'broken', 'b'].map(send)
    await new Promise(setImmediate)
    expect(producer.sent).toEqual([])
    answer()
    expect((await Promise.allSettled(calls)).map(({ status }) => status)).toEqual([
      'fulfilled',
      'fulfilled',
      'rejected',
      'fulfilled',
    ])
    expect(producer.sent.map(({ topic }) => topic)).toEqual(['slow', 'a', 'b'])
    expect(producer.scopes).toEqual(['slow', 'a', 'b'])
    await send('c')
    expect(producer.sent.at(-1)?.topic).toBe('c')
  })

  it('sends nothing of a call with a value that has no bytes', async () => {
    const producer = recordingProducer()
    const sends = typed(producer, { value: numbers })
    await expect(
      sends.send({ topic: 't', messages: [{ value: 1n }, { value: 2 as unknown as bigint }] }),
    ).rejects.toThrow(AvroEncodeError)
    expect(producer.sent).toEqual([])
    expect(await sends.sendBatch({ topicMessages: [{ topic: 't', messages: [{ value: 1n }] }] })).toBe(1)
  })
})

function encodedOrBroken(text: string): { bytes: Buffer } {
  if (text === 'broken') throw new SchemaRegistryError('unreachable', { registry: 'r', subject: 's' }, 'down')
  return { bytes: Buffer.from(text) }
}

describe('a typed consumer', () => {
  it('hands the handler what decodes the value, and null for a tombstone', async () => {
    const consumer = standIn()
    const seen: unknown[] = []
    await typed(consumer, { value: numbers }).run({
      eachMessage: async ({ decode, decodeKey, topic }) => void seen.push([topic, await decodeKey(), await decode()]),
    })
    await consumer.receive(message(await bytesOf(5n), { key: Buffer.from('k') }))
    await consumer.receive(message(null))
    expect(seen).toEqual([
      ['numbers', Buffer.from('k'), 5n],
      ['numbers', null, null],
    ])
  })

  it('sends a record on that is no value, with its headers and the reason', async () => {
    const [consumer, producer] = [standIn(), recordingProducer()]
    await typed(consumer, { value: numbers, deadLetters: { producer, topic: ({ topic }) => `${topic}.dead` } }).run({
      eachMessage: async ({ decode }) => {
        await decode()
      },
    })
    await consumer.receive(message(Buffer.from('c301', 'hex'), { key: Buffer.from('k') }))
    const [{ topic, messages: [sent] } = NOTHING] = producer.sent
    expect(topic).toBe('numbers.dead')
    expect(sent).toMatchObject({
      key: Buffer.from('k'),
      value: Buffer.from('c301', 'hex'),
      headers: {
        traceparent: 'x',
        'filrouge-original-topic': 'numbers',
        'filrouge-original-partition': '0',
        'filrouge-original-offset': '7',
        'filrouge-error': 'AvroDecodeError: value of numbers[0]@7: truncated at byte 2',
      },
    })
  })

  it('has the tracing make the message where it is given', async () => {
    const [consumer, producer] = [standIn(), recordingProducer()]
    const tracing = {
      republish: ({ message: { key, value } }: MessagePayloadLike, { error }: { error: unknown }) => ({
        key,
        value,
        headers: { error: (error as Error).name },
      }),
    }
    await typed(consumer, { value: numbers, deadLetters: { producer, topic: 'dead', tracing } }).run({
      eachMessage: async ({ decode }) => {
        await decode()
      },
    })
    await consumer.receive(message(Buffer.from('c301', 'hex')))
    expect(producer.sent[0]?.messages).toEqual([
      { key: null, value: Buffer.from('c301', 'hex'), headers: { error: 'AvroDecodeError' } },
    ])
  })

  it('lets a handler keep what it caught, and leaves all other errors to the client', async () => {
    const [consumer, producer] = [standIn(), recordingProducer()]
    const typedConsumer = typed(consumer, { value: numbers, deadLetters: { producer, topic: 'dead' } })
    await typedConsumer.run({
      eachMessage: async ({ decode }) => {
        await decode().catch(() => 0n)
      },
    })
    await consumer.receive(message(Buffer.from('c301', 'hex')))
    await typedConsumer.run({ eachMessage: () => Promise.reject(new Error('own')) })
    await expect(consumer.receive(message(null))).rejects.toThrow('own')
    expect(producer.sent).toEqual([])
  })

  it('rejects where no place is configured, and where the registry could not be asked', async () => {
    const [consumer, producer] = [standIn(), recordingProducer()]
    const handler = {
      eachMessage: async ({ decode }: { decode: () => Promise<unknown> }) => {
        await decode()
      },
    }
    await typed(consumer, { value: numbers }).run(handler)
    await expect(consumer.receive(message(Buffer.from('c301', 'hex')))).rejects.toThrow('truncated')
    const framing = {
      name: 'down',
      frame: () => ({ prefix: Buffer.alloc(0) }),
      open: () => Promise.reject(new SchemaRegistryError('unreachable', { registry: 'r', id: 7 }, 'down')),
    }
    await typed(consumer, { value: avro('long', { framing }), deadLetters: { producer, topic: 'dead' } }).run(handler)
    await expect(consumer.receive(message(Buffer.from('c301', 'hex')))).rejects.toMatchObject({ reason: 'unreachable' })
    expect(producer.sent).toEqual([])
  })

  it('is not made without a codec, nor with a place that nothing can be sent to', () => {
    const producer = recordingProducer()
    const made = (options: object) => () => typed(standIn(), options as { value: typeof numbers })
    expect(made({})).toThrow('typed() takes a codec as `value`, such as avro(schema)')
    expect(made({ value: numbers, deadLetters: { producer } })).toThrow('deadLetters.topic is missing')
    expect(made({ value: numbers, deadLetters: { topic: 'dead' } })).toThrow('deadLetters.producer is no producer')
    expect(() => typed(producer, {} as { value: typeof numbers })).toThrow('takes a codec')
  })
})
