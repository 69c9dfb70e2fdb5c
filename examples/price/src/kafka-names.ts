import { randomBytes } from 'node:crypto'

/** What a run of the demo calls its topics, and the consumer groups that read them. */
export interface KafkaNames {
  readonly requests: string
  readonly replies: string
  readonly groups: { readonly pricing: string; readonly gateway: string; readonly demo: string }
}

/**
 * Plain names on a broker of our own. On a cluster that others use too, names of this run: two pricing services of different
 * groups would both answer each request.
 */
export function kafkaNames({ shared }: { readonly shared: boolean }): KafkaNames {
  const suffix = shared ? `-${randomBytes(4).toString('hex')}` : ''
  return {
    requests: `price.requests${suffix}`,
    replies: `price.replies${suffix}`,
    groups: { pricing: `pricing${suffix}`, gateway: `gateway${suffix}`, demo: `demo${suffix}` },
  }
}
