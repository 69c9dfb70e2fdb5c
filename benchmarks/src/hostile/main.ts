// npm run bench:hostile: how long extraction takes over records that were made to be slow. Time must be linear (spec, LIM-5), and
// under 100 ms at 10 MB, with the limits of the specification and without any; without limits only linear where all is given back.
import { Command } from 'commander'
import { measureShapes, SIZES, type ShapeTime } from './measure-shapes'

const ROUNDS = 5
const MOST_MS = 100
/** 1 is linear; caches and collection of garbage bend the line a little, a square is 2. */
const MOST_EXPONENT = 1.5

function isSlow({ ms, exponent, isGivenBack }: ShapeTime): boolean {
  return (
    ((ms[SIZES.indexOf(10)] ?? 0) >= MOST_MS && !isGivenBack) || (exponent !== undefined && exponent > MOST_EXPONENT)
  )
}

function lineOf(time: ShapeTime): string {
  const { shape, limits, ms, exponent, isGivenBack } = time
  const cells = ms.map((each) => `${each.toFixed(2)} ms`.padStart(10)).join('')
  const remarks = `${isSlow(time) ? '  too slow' : ''}${isGivenBack ? '  given back whole' : ''}`
  return `${shape.padEnd(40)} ${limits.padEnd(6)} ${cells}   ${exponent?.toFixed(2) ?? '-'}${remarks}`
}

const program = new Command('bench:hostile')
  .description(
    `Times extraction over records that were made to be slow, of ${SIZES.join(', ')} MB; takes about a minute.`,
  )
  .option('--json', 'one JSON array instead of the table', false)
  .allowExcessArguments(false)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))
  .addHelpText('after', '\nExit codes: 0 all is linear and fast enough; 1 something is not; 2 wrong usage.')
const { json } = program.parse().opts<{ json: boolean }>()
const times = measureShapes(ROUNDS)
if (json) {
  console.log(JSON.stringify(times))
} else {
  console.log(`${'shape'.padEnd(40)} limits ${SIZES.map((size) => `${size} MB`.padStart(10)).join('')}   growth`)
  for (const time of times) console.log(lineOf(time))
  const slow = times.filter(isSlow).length
  const verdict =
    'all linear, and under 100 ms at 10 MB; without limits but for shapes that are given back whole (marked)'
  console.log(slow === 0 ? verdict : `${slow} rows are too slow`)
  process.exitCode = slow === 0 ? 0 : 1
}
