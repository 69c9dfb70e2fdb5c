/** The client that messages go through. */
export interface Client {
  /** as spans name it, such as `kafkajs` */
  readonly component: string
  /** another instrumentation makes spans for it: ours only propagates */
  readonly yields: boolean
}
