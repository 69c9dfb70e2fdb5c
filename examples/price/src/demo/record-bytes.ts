import { Kafka, logLevel, type IHeaders, type KafkaMessage } from 'kafkajs'

const FOUND_WITHIN_MS = 10_000

interface Topic {
  readonly brokers: readonly string[]
  readonly topic: string
  /** Consumer group to read with. */
  readonly group: string
}

/** The headers of the record that carries a trace, as they lie in Kafka: key, bytes, text. */
export async function recordHeaders({ brokers, topic, group }: Topic, traceId: string): Promise<string> {
  const kafka = new Kafka({ clientId: 'demo', brokers: [...brokers], logLevel: logLevel.NOTHING })
  const consumer = kafka.consumer({ groupId: group, maxWaitTimeInMs: 100 })
  await consumer.connect()
  let timer: NodeJS.Timeout | undefined
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    const headers = await new Promise<IHeaders | undefined>((resolve, reject) => {
      timer = setTimeout(() => resolve(undefined), FOUND_WITHIN_MS)
      const eachMessage = ({ message }: { message: KafkaMessage }) => {
        if (carries(message.headers ?? {}, traceId)) resolve(message.headers)
        return Promise.resolve()
      }
      consumer.run({ eachMessage }).catch(reject)
    })
    if (headers === undefined) return `  no record of trace ${traceId} was found in ${topic}`
    return Object.entries(headers)
      .flatMap(([key, value]) => [value].flat().map((item) => formatted(key, Buffer.from(item ?? ''))))
      .join('\n')
  } finally {
    clearTimeout(timer)
    await consumer.disconnect()
  }
}

/** The second field of `traceparent` is the trace id in 32 hexadecimal digits. */
function carries(headers: IHeaders, traceId: string): boolean {
  return [headers['traceparent']].flat().some((value) => String(value ?? '').split('-')[1] === traceId)
}

function formatted(key: string, bytes: Buffer): string {
  const lines: string[] = []
  for (let at = 0; at < bytes.length; at += 16) {
    const part = bytes.subarray(at, at + 16)
    const hex = [...part].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')
    lines.push(`    ${hex.padEnd(47)}  ${part.toString('latin1')}`)
  }
  return `  ${key} (${String(bytes.length)} bytes)\n${lines.join('\n')}`
}
