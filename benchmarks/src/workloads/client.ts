import { Kafka, logLevel } from 'kafkajs'

/** As a service would make it, but quiet, and without waiting long for what is not there. */
export function kafkaClient(brokers: readonly string[]): Kafka {
  return new Kafka({ clientId: 'bench', brokers: [...brokers], logLevel: logLevel.NOTHING })
}
