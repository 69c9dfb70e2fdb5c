import { described } from './described'
import type { Recorder } from './recorder'

/**
 * Makes a call and takes down how it ended: under `result` what it gave, under `error` what it threw, and whether by a promise.
 * @returns what the call gave in the end; nothing after an error
 */
export async function attempt<T>(recorder: Recorder, label: string, call: () => T): Promise<Awaited<T> | undefined> {
  let given: T
  try {
    given = call()
  } catch (error) {
    recorder.note('error', label, { how: 'thrown', error })
    return undefined
  }
  try {
    const value = await given
    recorder.note('result', label, { how: howGiven(given), value })
    return value
  } catch (error) {
    recorder.note('error', label, { how: `rejected, by a ${howGiven(given)}`, error: described(error) })
    return undefined
  }
}

function howGiven(given: unknown): string {
  if (given instanceof Promise) return 'promise'
  return typeof (given as { then?: unknown } | null | undefined)?.then === 'function' ? 'thenable' : 'value'
}
