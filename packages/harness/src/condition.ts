import { faultText, HarnessError } from './harness-error'

export interface WaitOptions {
  deadlineMs?: number
  intervalMs?: number
  /** Gives up early when it returns a reason. */
  hopeless?: () => string | undefined
  /** Added to the error. */
  remedy?: () => string
  /** Aborted: `waitFor` rejects with the signal's reason. */
  signal?: AbortSignal | undefined
}

/** Asks until `check` returns something other than undefined and false. What it threw or returned last is in the error. */
export async function waitFor<T>(
  what: string,
  check: () => Promise<T | undefined | false> | T | undefined | false,
  { deadlineMs = 30_000, intervalMs = 100, hopeless, remedy, signal }: WaitOptions = {},
): Promise<T> {
  const deadline = Date.now() + deadlineMs
  for (;;) {
    signal?.throwIfAborted()
    let seen: string
    try {
      const value = await check()
      if (value !== undefined && value !== false) return value
      seen = 'not yet so'
    } catch (error) {
      seen = faultText(error)
    }
    const reason = hopeless?.() ?? (Date.now() >= deadline ? `waited ${deadlineMs / 1000} s` : undefined)
    if (reason !== undefined) throw new HarnessError(`${what}: ${reason}`, remedy?.() ?? `last seen: ${seen}`)
    await new Promise((resolve) => setTimeout(resolve, intervalMs))
  }
}
