import { isDeepStrictEqual } from 'node:util'
import { CHANNEL_NAMES, type Channel } from './channels'
import type { Entry, Recording } from './recorder'

export interface Difference {
  readonly channel: Channel
  /** of the first entry that differs */
  readonly index: number
  readonly raw: Entry | undefined
  readonly other: Entry | undefined
}

/** The first difference of each channel, of normalised recordings. Order of entries and of members count. */
export function differencesOf(raw: Recording, other: Recording): readonly Difference[] {
  return CHANNEL_NAMES.flatMap((channel) => {
    const [a, b] = [raw[channel], other[channel]]
    const length = Math.max(a.length, b.length)
    for (let index = 0; index < length; index++) {
      if (!same(a[index], b[index])) return [{ channel, index, raw: a[index], other: b[index] }]
    }
    return []
  })
}

function same(a: Entry | undefined, b: Entry | undefined): boolean {
  return isDeepStrictEqual(a, b) && JSON.stringify(a) === JSON.stringify(b)
}

export function differenceText({ channel, index, raw, other }: Difference): string {
  return `${channel} ${index}\n      raw:     ${entryText(raw)}\n      wrapped: ${entryText(other)}`
}

function entryText(entry: Entry | undefined): string {
  return entry === undefined ? 'nothing' : `${entry.label} ${JSON.stringify(entry.value)}`
}
