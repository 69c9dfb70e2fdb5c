/** kafkajs tells a consumer's group in its GROUP_JOIN event only; a caller that knows it may say so. */
export function groupOf(consumer: object, known: string | undefined): () => string | undefined {
  let group = known
  if (group === undefined) {
    onJoin(consumer, (groupId) => {
      group = groupId
    })
  }
  return () => group
}

/** Clients of kafkajs's shape may have no events: Confluent's throws when it is asked for them. */
function onJoin(consumer: object, joined: (groupId: string | undefined) => void): void {
  try {
    const { on, events } = consumer as {
      on?: (event: string, listener: (event: { payload?: { groupId?: string } }) => void) => unknown
      events?: { GROUP_JOIN?: string }
    }
    if (typeof on !== 'function' || typeof events?.GROUP_JOIN !== 'string') return
    on.call(consumer, events.GROUP_JOIN, (event) => {
      joined(event.payload?.groupId)
    })
  } catch {
    // the group is one tag less
  }
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
