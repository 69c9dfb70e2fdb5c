import type { Outcome } from '@filrouge/contract'
import type { WriteStream } from 'node:tty'

const CLEAR_LINE = '\r\u001b[K'

/** A line that counts, on a terminal only. */
export function progressOn(stream: WriteStream): {
  show: (outcome: Outcome, done: number, total: number) => void
  clear: () => void
} {
  if (!stream.isTTY) return { show: () => undefined, clear: () => undefined }
  return {
    show: ({ id }, done, total) => stream.write(`${CLEAR_LINE}${done} of ${total}  ${id}`),
    clear: () => stream.write(CLEAR_LINE),
  }
}
