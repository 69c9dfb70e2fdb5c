/** What Kafka, or the way to it, did not do: no word about the subject. */
export class KafkaFault extends Error {
  override readonly name = 'KafkaFault'
}
