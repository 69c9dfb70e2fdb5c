import { CHANNEL_NAMES, type Channel } from './channels'
import { described } from './described'
import type { Plain } from './plain'

export interface Entry {
  readonly label: string
  readonly value: Plain
}

/** What one run of a scenario showed, by channel, each in the order in which it happened. */
export type Recording = Readonly<Record<Channel, readonly Entry[]>>

/** Takes down what happens while it happens: values are described at once, since clients may change them later. */
export class Recorder {
  readonly #channels = Object.fromEntries(CHANNEL_NAMES.map((name) => [name, []])) as unknown as Record<
    Channel,
    Entry[]
  >
  #closed = false

  note(channel: Channel, label: string, ...values: [value?: unknown]): void {
    if (this.#closed) return
    this.#channels[channel].push({ label, value: values.length === 0 ? null : described(values[0]) })
  }

  has(channel: Channel, label: string): boolean {
    return this.#channels[channel].some((entry) => entry.label === label)
  }

  values(channel: Channel): readonly Plain[] {
    return this.#channels[channel].map(({ value }) => value)
  }

  /** What comes later, out of clients that end, is not taken down any more. */
  close(): Recording {
    this.#closed = true
    return this.#channels
  }
}
