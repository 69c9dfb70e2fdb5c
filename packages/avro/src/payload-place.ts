/** Which payload of a record. */
export type PayloadPart = 'key' | 'value'

/** Where a payload goes, or comes from. */
export interface PayloadPlace {
  readonly topic: string
  readonly part: PayloadPart
}

export type PayloadHeaders = Readonly<Record<string, unknown>>

/** Where a payload was received; `offset` as kafkajs has it. */
export interface ReceivedPlace extends PayloadPlace {
  readonly partition: number
  readonly offset: string
}
