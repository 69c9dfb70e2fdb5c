import { Kafka, logLevel, type IHeaders } from 'kafkajs'

/** The headers of the first record of a topic, as they lie in Kafka: key, bytes, text. */
export async function firstRecordHeaders(brokers: string[], topic: string): Promise<string> {
  const kafka = new Kafka({ clientId: 'demo', brokers, logLevel: logLevel.NOTHING })
  const consumer = kafka.consumer({ groupId: `demo-${String(process.pid)}`, maxWaitTimeInMs: 100 })
  await consumer.connect()
  try {
    await consumer.subscribe({ topics: [topic], fromBeginning: true })
    const headers = await new Promise<IHeaders>((resolve, reject) => {
      const eachMessage = ({ message }: { message: { headers?: IHeaders } }) => {
        resolve(message.headers ?? {})
        return Promise.resolve()
      }
      consumer.run({ eachMessage }).catch(reject)
    })
    return Object.entries(headers)
      .flatMap(([key, value]) => [value].flat().map((item) => formatted(key, Buffer.from(item ?? ''))))
      .join('\n')
  } finally {
    await consumer.disconnect()
  }
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
