import type { HrTime } from '@opentelemetry/api'

// What fits into int64 nanoseconds, the time of most receivers: the year 2262.
const LATEST_MS = 2 ** 63 / 1e6

/**
 * Microseconds from jaeger-client's milliseconds. A double of today's milliseconds is exact to 0.24 us, so a whole
 * microsecond is what can be had; rounding (jaeger-client's own reporters truncate) keeps `x.123` at 123. Nothing for
 * what is no time.
 */
export function microseconds(milliseconds: unknown): number | undefined {
  const time = Number(milliseconds)
  return time >= 0 && time < LATEST_MS ? Math.round(time * 1000) : undefined
}

/** `[seconds, nanoseconds]`, both whole: the product of a double with 1e6 would not be. */
export function hrTime(micros: number): HrTime {
  const seconds = Math.floor(micros / 1e6)
  return [seconds, (micros - seconds * 1e6) * 1000]
}
