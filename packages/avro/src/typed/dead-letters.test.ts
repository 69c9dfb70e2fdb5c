import { describe, expect, it } from '@jest/globals'
import { avro } from '../avro-codec'
import { AvroDecodeError } from '../errors/avro-decode-error'
import { PayloadFault } from '../errors/payload-fault'
import type { BatchPayloadLike, MessageLike, MessagePayloadLike } from './client-shapes'
import { sentToDeadLetters } from './dead-letters'
import { typed } from './typed'
import type { TypedConsumerOptions } from './typed-consumer'

const TRACEPARENT = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'
const broken: MessageLike = {
  key: Buffer.from('k'),
  value: Buffer.from('c301', 'hex'),
  offset: '7',
  timestamp: '1764000000000',
  headers: { traceparent: TRACEPARENT },
}

function recordingProducer() {
  const sent: { topic: string; messages: unknown[] }[] = []
  return { sent, send: (record: never) => Promise.resolve(void sent.push(record)) }
}

const errorOf = ({ message: { offset }, ...place }: MessagePayloadLike) =>
  new AvroDecodeError({ ...place, offset, part: 'value' }, new PayloadFault('truncated', 2))

async function sent(message: MessageLike): Promise<unknown> {
  const producer = recordingProducer()
  const payload = { topic: 'numbers', partition: 0, message }
  await sentToDeadLetters({ producer, topic: 'dead' }, payload, errorOf(payload))
  return producer.sent[0]?.messages[0]
}

const STORY = {
  'filrouge-attempt': '2',
  'filrouge-original-topic': 'numbers',
  'filrouge-original-partition': '0',
  'filrouge-original-offset': '7',
  'filrouge-original-timestamp': '1764000000000',
  'filrouge-error': 'AvroDecodeError: value of numbers[0]@7: truncated at byte 2',
  'filrouge-first-failure': TRACEPARENT,
}

describe('a record that nobody can read', () => {
  it('goes on as it came, with what happened', async () => {
    const { key, value, headers } = broken
    expect(await sent(broken)).toEqual({ key, value, headers: { ...headers, ...STORY } })
  })

  it('keeps what was told of it before, and counts on', async () => {
    const told = {
      ...STORY,
      'filrouge-original-topic': 'first',
      'filrouge-attempt': '4',
      'filrouge-error': 'Error: old',
    }
    expect(await sent({ ...broken, headers: told })).toMatchObject({
      headers: { ...told, 'filrouge-attempt': '5', 'filrouge-error': STORY['filrouge-error'] },
    })
  })

  it('has no header that kafkajs refuses', async () => {
    const { headers } = (await sent({ ...broken, headers: { none: null, some: [null, 'x'] } })) as { headers: object }
    expect(headers).toMatchObject({ none: Buffer.alloc(0), some: [Buffer.alloc(0), 'x'] })
  })
})

describe('a handler of batches', () => {
  const batch = async (deadLetters: boolean, handled: string[]) => {
    const producer = recordingProducer()
    let handle: ((payload: BatchPayloadLike) => Promise<void>) | undefined
    const consumer = {
      run: (config?: { eachBatch?: (payload: BatchPayloadLike) => Promise<void> }) => {
        handle = config?.eachBatch
        return Promise.resolve()
      },
    }
    const options = { value: avro('long'), ...(deadLetters && { deadLetters: { producer, topic: 'dead' } }) }
    await typed(consumer, options).run({
      eachBatch: async ({ batch, decode, toDeadLetters }) => {
        for (const message of batch.messages) {
          try {
            handled.push(String(await decode(message)))
          } catch (error) {
            await toDeadLetters(message, error)
          }
        }
      },
    })
    const good = await avro('long').encode(5n, { topic: 'numbers', part: 'value' })
    const messages = [broken, { ...broken, offset: '8', value: good.bytes }]
    await handle?.({ batch: { topic: 'numbers', partition: 0, messages } })
    return producer.sent
  }

  it('sends on what it cannot read, and goes on', async () => {
    const handled: string[] = []
    const sent = await batch(true, handled)
    expect(handled).toEqual(['5'])
    expect(sent).toMatchObject([{ topic: 'dead', messages: [{ headers: STORY }] }])
  })

  it('is rejected where there is no place to send it to', async () => {
    const handled: string[] = []
    await expect(batch(false, handled)).rejects.toThrow(AvroDecodeError)
    expect(handled).toEqual([])
  })
})

it('go to no producer of values, which would take bytes for one', () => {
  const values = typed(recordingProducer() as never, { value: avro('long') })
  const options: TypedConsumerOptions<Buffer, bigint> = {
    value: avro('long'),
    // @ts-expect-error its messages have values of its schema
    deadLetters: { producer: values, topic: 'dead' },
  }
  expect(options.deadLetters?.topic).toBe('dead')
})
