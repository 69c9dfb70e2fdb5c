/** The parts of `@platformatic/kafka` that are used. Its own types fit; the published declarations do not import it. */
export interface ProducerLike {
  // `never`: any producer's methods are assignable, whatever types its keys and values have
  send(options: never): Promise<unknown>
  beginTransaction?(options: never): Promise<unknown>
}

/** A message as its stream gives it. */
export interface MessageLike {
  readonly topic: string
  readonly partition: number
  readonly key: unknown
  readonly value: unknown
  readonly headers: ReadonlyMap<unknown, unknown>
  /** all headers; the map keeps one of those with the same key */
  readonly headerEntries?: readonly (readonly [unknown, unknown])[]
  readonly offset: bigint
  /** milliseconds since 1970 */
  readonly timestamp: bigint
  /** since version 2 it tells the consumer's group */
  readonly metadata?: Readonly<Record<string, unknown>>
}
