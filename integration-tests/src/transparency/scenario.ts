import type { MessagingOptions } from '@filrouge/kafkajs'
import type { Channel } from './channels'
import type { World } from './world'

export interface TopicShape {
  /** default 1 */
  readonly partitions?: number
  readonly config?: Readonly<Record<string, string>>
}

/** One row of the table: what a user does with a client, and what of its behaviour is watched. */
export interface Scenario {
  /** `theme: what is done`, unlike any other */
  readonly name: string
  /** members of kafkajs's declarations that the scenario uses, as `Producer.send`; a name that is none is an error */
  readonly covers: readonly string[]
  readonly observes: readonly Channel[]
  /** made before the scenario runs; by default `orders`, with one partition */
  readonly topics?: Readonly<Record<string, TopicShape>>
  /** of the tracing object, for what it cannot know, such as a topic's own limit */
  readonly tracing?: Partial<MessagingOptions>
  run(world: World): Promise<void>
}

/** The rows of one theme; the theme stands before each name. */
export function theme(name: string, rows: readonly Scenario[]): readonly Scenario[] {
  return rows.map((row) => ({ ...row, name: `${name}: ${row.name}`, run: (world: World) => row.run(world) }))
}
