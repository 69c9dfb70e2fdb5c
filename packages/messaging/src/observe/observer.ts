import type { HopEvent } from './hop-event'

/**
 * Told what happens to messages, after it happened and never on a message's way: events wait in a queue of at most
 * `observerQueue`, the oldest are dropped and counted. One that throws or rejects is reported once and harms no message.
 */
export interface Observer {
  /** the next event comes when the promise of the last one has settled */
  onHop?(event: HopEvent): void | Promise<void>
  /** awaited by `close()`, after the queue is empty and within its deadline */
  flush?(): Promise<void>
}
