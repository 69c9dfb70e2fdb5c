import { CHANNEL_NAMES, type Channel } from './channels'
import type { Plain } from './plain'
import { NORMALISATIONS, type Normalisation, type RunFacts } from './normalisations'
import type { Entry, Recording } from './recorder'

/** Applies normalisations, and knows which of them changed anything: one that never does is not needed. */
export class Normaliser {
  readonly #used = new Set<string>()

  constructor(private readonly list: readonly Normalisation[] = NORMALISATIONS) {}

  get unused(): readonly string[] {
    return this.list.map(({ name }) => name).filter((name) => !this.#used.has(name))
  }

  normalise(recording: Recording, facts: RunFacts): Recording {
    const channels = CHANNEL_NAMES.map((channel) => [channel, this.#channel(channel, recording[channel], facts)])
    return Object.fromEntries(channels) as Recording
  }

  #channel(channel: Channel, entries: readonly Entry[], facts: RunFacts): readonly Entry[] {
    let current = entries
    for (const normalisation of this.list) {
      const { channels, value, entries: whole } = normalisation
      if (channels !== 'all' && !channels.includes(channel)) continue
      const before = JSON.stringify(current)
      if (value !== undefined) {
        const change = (plain: Plain, key?: string) => value(plain, key, facts)
        current = current.map((entry) => ({ label: textOf(change(entry.label)), value: walk(entry.value, change) }))
      }
      if (whole !== undefined) current = whole(current)
      if (JSON.stringify(current) !== before) this.#used.add(normalisation.name)
    }
    return current
  }
}

/** Only a member's own text stands for a name. */
function textOf(plain: Plain): string {
  return typeof plain === 'string' ? plain : JSON.stringify(plain)
}

function walk(plain: Plain, change: (plain: Plain, key?: string) => Plain, key?: string): Plain {
  if (plain === null || typeof plain !== 'object') return change(plain, key)
  if (Array.isArray(plain)) {
    const items = plain as readonly Plain[]
    return change(
      items.map((item) => walk(item, change)),
      key,
    )
  }
  const members = Object.entries(plain).map(([name, value]) => [textOf(change(name)), walk(value, change, name)])
  return change(Object.fromEntries(members) as Plain, key)
}
