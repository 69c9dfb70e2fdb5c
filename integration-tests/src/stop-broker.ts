/** The counterpart of start-broker.ts. */
export default async function stopBroker(): Promise<void> {
  await globalThis.filrougeTestKafka?.stop()
}
