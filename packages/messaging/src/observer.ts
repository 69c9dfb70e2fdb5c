import type { Fault } from '@filrouge/propagation'

/** A header of a received record that was not used, and the record it stood in. */
export interface FaultEvent {
  readonly fault: Fault
  readonly topic: string
  readonly partition: number
  readonly offset: string
}

/** Told what happens to messages. One that throws is reported once and harms no message. */
export interface Observer {
  onFault?(event: FaultEvent): void
  /** awaited by `close()`, within its deadline */
  flush?(): Promise<void>
}
