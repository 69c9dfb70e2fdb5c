/** kafkajs tells a consumer's group in its GROUP_JOIN event only; a caller that knows it may say so. */
export function groupOf(consumer: object, known: string | undefined): () => string | undefined {
  let group = known
  const { on, events } = consumer as {
    on?: (event: string, listener: (event: { payload?: { groupId?: string } }) => void) => unknown
    events?: { GROUP_JOIN?: string }
  }
  if (group === undefined && typeof on === 'function' && typeof events?.GROUP_JOIN === 'string') {
    on.call(consumer, events.GROUP_JOIN, (event) => {
      group = event.payload?.groupId
    })
  }
  return () => group
}

/** The group in a consumer's configuration: of kafkajs, or of Confluent's client in either of its two forms. */
export function groupIdOf(config: unknown): { readonly groupId?: string } {
  const {
    groupId,
    kafkaJS,
    'group.id': ofLibrdkafka,
  } = (config ?? {}) as {
    readonly groupId?: unknown
    readonly kafkaJS?: { readonly groupId?: unknown }
    readonly 'group.id'?: unknown
  }
  const found = groupId ?? kafkaJS?.groupId ?? ofLibrdkafka
  return typeof found === 'string' ? { groupId: found } : {}
}
