// npm run bench:hostile: how long extraction takes over records that were made to be slow. Time must be linear (spec, LIM-5), and
// under 100 ms at 10 MB, with the limits of the specification and without any; without limits only linear where all is given back.
import { createRequire } from 'node:module'

const { extract, LIMITS, NO_LIMITS } = createRequire(import.meta.url)('../packages/propagation/dist/index.js')

const SIZES = [5, 10, 20]
const ROUNDS = 5
const MOST_MS = 100
/** 1 is linear; caches and collection of garbage bend the line a little, a square is 2. */
const MOST_EXPONENT = 1.5
/** Below this a time is that of the clock, and has no growth. */
const LEAST_MS = 1

const TRACEPARENT = Buffer.from('00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01')
const value = (bytes, letter = 'a') => Buffer.alloc(Math.max(1, Math.floor(bytes)), letter)
const times = (count, header) => Array.from({ length: count }, (_, index) => header(index))

/** Shapes of which all is given back where there are no limits: that time is the user's wish, and only has to be linear. */
const GIVEN_BACK = new Set(['one huge baggage of members', '50,000 different repeats', 'prefixes only'])

const SHAPES = {
  'one huge traceparent': (bytes) => [['traceparent', value(bytes)]],
  'one huge baggage': (bytes) => [['baggage', value(bytes)]],
  'one huge baggage of members': (bytes) => [['baggage', Buffer.from('k=v,'.repeat(bytes / 4))]],
  '1,000 baggage headers': (bytes) => times(1000, () => ['baggage', value(bytes / 1000)]),
  '200,000 foreign keys, the context last': (bytes) => [
    ...times(200_000, (index) => [`foreign-${index}`, value(bytes / 200_000 - 14)]),
    ['traceparent', TRACEPARENT],
  ],
  'the same as an object': (bytes) => Object.fromEntries(SHAPES['200,000 foreign keys, the context last'](bytes)),
  '50,000 repeats': (bytes) => times(50_000, () => ['traceparent', value(bytes / 50_000 - 11)]),
  '50,000 different repeats': (bytes) =>
    times(50_000, (index) => [
      'uber-trace-id',
      Buffer.from(`${index + 1}:${index + 1}:0:1${' '.repeat(Math.max(0, bytes / 50_000 - 30))}`),
    ]),
  'letter-case variants only': (bytes) =>
    times(Math.floor(bytes / 66), (index) => [index % 2 === 0 ? 'TraceParent' : 'TRACEPARENT', TRACEPARENT]),
  'prefixes only': (bytes) => times(Math.floor(bytes / 30), (index) => [`uberctx-${index}`, value(15)]),
}

function fastest(headers, options) {
  let best = Infinity
  for (let round = 0; round < ROUNDS; round++) {
    const start = process.hrtime.bigint()
    extract(headers, options)
    best = Math.min(best, Number(process.hrtime.bigint() - start) / 1e6)
  }
  return best
}

let failed = 0
console.log(`${'shape'.padEnd(40)} limits ${SIZES.map((size) => `${size} MB`.padStart(10)).join('')}   growth`)
for (const [shape, headersOf] of Object.entries(SHAPES)) {
  for (const [name, limits] of [
    ['on', LIMITS],
    ['off', NO_LIMITS],
  ]) {
    const ms = SIZES.map((size) => fastest(headersOf(size * 1_000_000), { limits }))
    const exponent = Math.log(ms.at(-1) / ms[0]) / Math.log(SIZES.at(-1) / SIZES[0])
    const grows = ms.at(-1) >= LEAST_MS
    const late = ms[1] >= MOST_MS && !(name === 'off' && GIVEN_BACK.has(shape))
    const bad = late || (grows && exponent > MOST_EXPONENT)
    if (bad) failed++
    const cells = ms.map((time) => `${time.toFixed(2)} ms`.padStart(10)).join('')
    console.log(
      `${shape.padEnd(40)} ${name.padEnd(6)} ${cells}   ${grows ? exponent.toFixed(2) : '-'}${bad ? '  too slow' : ''}${name === 'off' && GIVEN_BACK.has(shape) ? '  given back whole' : ''}`,
    )
  }
}
const verdict =
  'all linear, and under 100 ms at 10 MB; without limits but for shapes that are given back whole (marked)'
console.log(failed === 0 ? verdict : `${failed} rows are too slow`)
process.exitCode = failed === 0 ? 0 : 1
