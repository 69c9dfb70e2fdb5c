import { createTopics, deleteTopics, faultText, startKafka, type RunningKafka } from '@filrouge/harness'
import { kafkaNames, type KafkaNames } from '../kafka-names'

/** Kafka with the topics of this run. */
export interface DemoKafka {
  readonly kafka: RunningKafka
  readonly names: KafkaNames
  /** Ends Kafka; a cluster that is not ours keeps nothing of this run instead. */
  stop(): Promise<void>
}

interface Request {
  readonly onProgress: (line: string) => void
  readonly signal: AbortSignal
}

export async function startDemoKafka({ onProgress, signal }: Request): Promise<DemoKafka> {
  const kafka = await startKafka({ onProgress, signal })
  const { kind, version, bootstrap } = kafka
  onProgress(`kafka ${version} (${kind}) at ${bootstrap.join(',')}`)
  const names = kafkaNames({ shared: kind === 'external' })
  const topics = [names.requests, names.replies]
  const stop = async () => {
    if (kind === 'external') await leave()
    await kafka.stop()
  }
  const leave = () =>
    deleteTopics(bootstrap, topics, Object.values(names.groups)).catch((error: unknown) =>
      onProgress(`the topics ${topics.join(', ')} could not be deleted: ${faultText(error)}`),
    )
  try {
    await createTopics(
      bootstrap,
      topics.map((topic) => ({ topic, partitions: 1 })),
    )
    signal.throwIfAborted()
    return { kafka, names, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
