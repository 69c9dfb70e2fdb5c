import type { Random } from '../random'

/** Key and value as bytes, one character a byte (latin1), so that mutation is that of text. */
export type RawHeader = readonly [key: string, value: string | null]

/** Characters that mean something to some format, and some that mean something to none. */
const ALPHABET = [
  '0',
  '1',
  '2',
  '9',
  'a',
  'd',
  'f',
  'A',
  'F',
  'g',
  'x',
  '-',
  ':',
  '%',
  '3',
  '=',
  ',',
  ';',
  ' ',
  '\t',
  '+',
  '_',
  '?',
  '.',
  '"',
  '\n',
  '\0',
  '\x7f',
  '\xc3',
  '\xa9',
  '\xff',
]

/** How a value, a key or a record is damaged. A carrier gets none, one or a few of these. */
const DAMAGES: readonly ((headers: RawHeader[], random: Random) => void)[] = [
  (headers, random) =>
    onValue(headers, random, (value) => replaceAt(value, random.below(value.length), random.pick(ALPHABET))),
  (headers, random) =>
    onValue(headers, random, (value) => insertAt(value, random.below(value.length + 1), random.pick(ALPHABET))),
  (headers, random) => onValue(headers, random, (value) => replaceAt(value, random.below(value.length), '')),
  (headers, random) => onValue(headers, random, (value) => value.slice(0, random.below(value.length + 1))),
  (headers, random) => onValue(headers, random, (value) => zeroed(value, random)),
  (headers, random) => onValue(headers, random, (value) => (random.chance(2) ? value.toUpperCase() : ` ${value}\t`)),
  (headers, random) => onValue(headers, random, (value) => value + value.slice(0, 200)),
  (headers, random) => onValue(headers, random, (value) => value.repeat(random.pick([3, 20, 100])).slice(0, 9000)),
  (headers, random) => onHeader(headers, random, ([key]) => [key, random.chance(2) ? null : '']),
  (headers, random) => onHeader(headers, random, ([key, value]) => [otherCase(key, random), value]),
  (headers, random) =>
    onHeader(headers, random, ([key, value]) => [
      insertAt(key, random.below(key.length + 1), random.pick(ALPHABET)),
      value,
    ]),
  (headers, random) => void headers.push(random.pick(headers)),
  (headers, random) => void headers.splice(random.below(headers.length), 1),
  (headers) => void headers.reverse(),
  (headers, random) => {
    const [from, to] = [random.below(headers.length), random.below(headers.length)]
    const [one, two] = [headers[from], headers[to]]
    if (one !== undefined && two !== undefined) headers[to] = [two[0], one[1]]
  },
]

/** The carriers of vectors, by topic: each topic is drawn as often as any other, however many vectors it has. */
export type Topics = readonly (readonly (readonly RawHeader[])[])[]

/** One carrier, out of the carriers of one vector or a few. */
export function carrierFrom(topics: Topics, random: Random): RawHeader[] {
  const drawn = () => random.pick(random.pick(topics))
  const headers = [...drawn()]
  while (random.chance(4)) headers.push(...drawn().slice(0, 8))
  for (let left = random.pick([0, 0, 1, 1, 1, 2, 3, 6]); left > 0 && headers.length > 0; left--)
    random.pick(DAMAGES)(headers, random)
  return headers
}

function onHeader(headers: RawHeader[], random: Random, change: (header: RawHeader) => RawHeader): void {
  const index = random.below(headers.length)
  const header = headers[index]
  if (header !== undefined) headers[index] = change(header)
}

function onValue(headers: RawHeader[], random: Random, change: (value: string) => string): void {
  onHeader(headers, random, ([key, value]) => [key, value === null || value === '' ? value : change(value)])
}

/** A run of hex digits becomes zeros, as ids do that were never set. */
function zeroed(value: string, random: Random): string {
  const runs = [...value.matchAll(/[0-9a-f]{8,}/g)]
  if (runs.length === 0) return value
  const { index, 0: run } = random.pick(runs)
  return value.slice(0, index) + '0'.repeat(run.length) + value.slice(index + run.length)
}

function otherCase(key: string, random: Random): string {
  return Array.from(key, (letter) => (random.chance(2) ? letter.toUpperCase() : letter.toLowerCase())).join('')
}

function replaceAt(text: string, index: number, replacement: string): string {
  return text.slice(0, index) + replacement + text.slice(index + 1)
}

function insertAt(text: string, index: number, insertion: string): string {
  return text.slice(0, index) + insertion + text.slice(index)
}
