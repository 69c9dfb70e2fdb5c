import { abridged, escapedBytes } from '../escaped-text'
import type { HexHeader } from '../vectors/vector'
import { NONE, type Difference } from './difference'

/** Where two lists of headers differ, behind what they have in common at both ends. */
export function headerDifferences(expected: readonly HexHeader[], actual: readonly HexHeader[]): Difference[] {
  const longest = Math.min(expected.length, actual.length)
  let begin = 0
  while (begin < longest && isSame(expected[begin], actual[begin])) begin++
  let end = 0
  while (end < longest - begin && isSame(expected.at(-1 - end), actual.at(-1 - end))) end++
  const differing = Math.max(expected.length, actual.length) - begin - end
  return Array.from({ length: differing }, (_, index) => {
    const place = begin + index
    return {
      path: `headers.${place}`,
      expected: place < expected.length - end ? shownHeader(expected[place]) : NONE,
      actual: place < actual.length - end ? shownHeader(actual[place]) : NONE,
    }
  })
}

/** `"key": "value"` as escaped text. */
export function shownHeader(header: HexHeader | undefined): string {
  if (header === undefined) return NONE
  const [key, value] = header
  return abridged(`${escapedBytes(key)}: ${value === null ? 'null' : escapedBytes(value)}`)
}

function isSame(a: HexHeader | undefined, b: HexHeader | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1]
}
