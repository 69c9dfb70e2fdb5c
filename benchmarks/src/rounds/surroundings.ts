import type { PrefilledTopics } from './prefilled-topics'

/** What all cases run in. */
export interface Surroundings {
  readonly brokers: readonly string[]
  readonly prefilled: PrefilledTopics
  /** where spans are posted to that are exported */
  readonly agent: string
  /** of the messages of a whole run */
  readonly share: number
  /** options of Node for each worker */
  readonly nodeOptions?: readonly string[]
  readonly onProgress: (line: string) => void
  readonly signal: AbortSignal
}
