/** The caller's mistake, in one line: a file that is not there, a vector file of another shape. */
export class UsageError extends Error {
  override readonly name = 'UsageError'
}

/** The one-line message of whatever was thrown. */
export function faultText(error: unknown): string {
  const isError = typeof error === 'object' && error !== null && 'message' in error
  return String(isError ? error.message : error).replace(/\s*[\r\n]+\s*/g, ' | ')
}
