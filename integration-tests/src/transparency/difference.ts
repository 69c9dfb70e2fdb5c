import { isDeepStrictEqual } from 'node:util'
import { CHANNEL_NAMES, type Channel } from './channels'
import type { Entry, Recording } from './recorder'

export interface Difference {
  readonly channel: Channel
  /** of the first entry that differs */
  readonly index: number
  readonly raw: readonly Entry[]
  readonly other: readonly Entry[]
}

/** The first difference of each channel, of normalised recordings. Order of entries and of members count. */
export function differencesOf(raw: Recording, other: Recording): readonly Difference[] {
  return CHANNEL_NAMES.flatMap((channel) => {
    const [a, b] = [raw[channel], other[channel]]
    const length = Math.max(a.length, b.length)
    for (let index = 0; index < length; index++) {
      if (!same(a[index], b[index])) return [{ channel, index, raw: a, other: b }]
    }
    return []
  })
}

function same(a: Entry | undefined, b: Entry | undefined): boolean {
  return isDeepStrictEqual(a, b) && JSON.stringify(a) === JSON.stringify(b)
}

/** The entries that differ, and what came before and after them. */
export function differenceText({ channel, index, raw, other }: Difference): string {
  const lines = [
    `${channel} ${index}`,
    `raw:     ${entryText(raw[index])}`,
    `wrapped: ${entryText(other[index])}`,
    `all of raw:     ${labels(raw, index)}`,
    `all of wrapped: ${labels(other, index)}`,
  ]
  return lines.join('\n      ')
}

function labels(entries: readonly Entry[], index: number): string {
  const around = entries.slice(Math.max(0, index - 5), index + 10).map(({ label }) => label)
  return `${entries.length}, ${index > 5 ? '... ' : ''}${around.join(', ')}`
}

function entryText(entry: Entry | undefined): string {
  return entry === undefined ? 'nothing' : `${entry.label} ${JSON.stringify(entry.value)}`
}
