const MAX_NAME = 128
const MAX_MESSAGE = 512

/** Name and message of whatever was thrown, bounded: an error of kafkajs may print a whole message. Never throws. */
export function errorText(error: unknown): { readonly name: string; readonly message: string } {
  try {
    if (error instanceof Error)
      return { name: bounded(error.name, MAX_NAME), message: bounded(error.message, MAX_MESSAGE) }
    return { name: typeof error, message: bounded(String(error), MAX_MESSAGE) }
  } catch {
    return { name: typeof error, message: 'an error without a text' }
  }
}

/** Cut at a whole character. */
function bounded(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 2)) ? limit - 2 : limit - 1
  return `${text.slice(0, end)}…`
}
