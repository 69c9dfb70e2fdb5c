import type { HeaderEntries, HeaderObject } from '@filrouge/propagation'

const TRACE_ID = '4bf92f3577b34da6a3ce929d0e0e4736'
const TRACEPARENT = Buffer.from(`00-${TRACE_ID}-00f067aa0ba902b7-01`)
const value = (bytes: number) => Buffer.alloc(Math.max(1, Math.floor(bytes)), 'a')
const times = (count: number, header: (index: number) => readonly [string, Buffer]): HeaderEntries =>
  Array.from({ length: Math.floor(count) }, (_, index) => header(index))

/** Shapes grow by their number of headers, and not by their values alone, which nobody may look at. */
const foreign = (bytes: number): HeaderEntries => [
  ...times(bytes / 50, (index) => [`foreign-${index}`, value(36)]),
  ['traceparent', TRACEPARENT],
]

/** Records that were made to be slow, by their size in bytes. */
export const SHAPES: Readonly<Record<string, (bytes: number) => HeaderEntries | HeaderObject>> = {
  'one huge traceparent': (bytes) => [['traceparent', value(bytes)]],
  'one huge baggage': (bytes) => [['baggage', value(bytes)]],
  'one huge baggage of members': (bytes) => [['baggage', Buffer.from('k=v,'.repeat(bytes / 4))]],
  'baggage headers of 10 kB': (bytes) => times(bytes / 10_000, () => ['baggage', value(10_000)]),
  'foreign keys of 50 B, the context last': foreign,
  'the same as an object': (bytes) => Object.fromEntries(foreign(bytes)),
  'repeats of 200 B': (bytes) => times(bytes / 200, () => ['traceparent', value(189)]),
  'different repeats of 200 B': (bytes) =>
    times(bytes / 200, (index) => ['uber-trace-id', Buffer.from(`${index + 1}:${index + 1}:0:1`.padEnd(187))]),
  'letter-case variants only': (bytes) =>
    times(bytes / 66, (index) => [index % 2 === 0 ? 'TraceParent' : 'TRACEPARENT', TRACEPARENT]),
  'prefixes only': (bytes) => times(bytes / 30, (index) => [`uberctx-${index}`, value(15)]),
}

/** The trace that a shape tells behind all the rest; a reading that is fast and does not find it is worth nothing. */
export function traceIdOf(shape: string, bytes: number, limits: 'on' | 'off'): string | undefined {
  switch (shape) {
    case 'foreign keys of 50 B, the context last':
    case 'the same as an object':
    case 'letter-case variants only':
      return TRACE_ID
    case 'different repeats of 200 B':
      // With the limits each value is too long.
      return limits === 'on' ? undefined : String(Math.floor(bytes / 200)).padStart(32, '0')
    default:
      return undefined
  }
}

/** Shapes of which all is given back where there are no limits: that time is the user's wish, and only has to be linear. */
export const GIVEN_BACK: ReadonlySet<string> = new Set([
  'one huge baggage of members',
  'different repeats of 200 B',
  'prefixes only',
])
