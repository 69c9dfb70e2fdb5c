/** Beyond this the wall clock was set or the machine slept, and the offset is taken anew. */
const DRIFT_MS = 2

let offset = performance.timeOrigin

/**
 * Milliseconds since 1970 with microseconds in the fraction: the monotonic clock on an anchor. `Date.now()` alone has steps of
 * 1 ms, in which a child could seem to start before its parent.
 */
export function now(): number {
  return timeAt(performance.now())
}

function timeAt(monotonic: number): number {
  const wall = Date.now()
  const time = monotonic + offset
  if (Math.abs(time - wall) <= DRIFT_MS) return time
  return anchoredAnew()
}

/** The process may have been paused between the two readings, which is no drift: both are read again. */
function anchoredAnew(): number {
  const wall = Date.now()
  const time = performance.now() + offset
  if (Math.abs(time - wall) <= DRIFT_MS) return time
  offset += wall - time
  return wall
}

/** Measures durations that no change of the wall clock reaches: `end()` is the start plus what has passed since. */
export class Timer {
  readonly #started = performance.now()
  /** milliseconds since 1970, with microseconds in the fraction */
  readonly startTime = timeAt(this.#started)

  end(): number {
    return this.startTime + (performance.now() - this.#started)
  }
}
