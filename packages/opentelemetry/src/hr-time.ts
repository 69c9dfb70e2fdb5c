import type { HrTime } from '@opentelemetry/api'

/** Seconds and nanoseconds since 1970 of a time in milliseconds; a plain number with a fraction would lose its microseconds. */
export function hrTimeOf(milliseconds: number): HrTime {
  const seconds = Math.floor(milliseconds / 1000)
  const nanoseconds = Math.round((milliseconds - seconds * 1000) * 1e6)
  return nanoseconds < 1e9 ? [seconds, nanoseconds] : [seconds + 1, 0]
}
