import type { Readable } from 'node:stream'

const KEPT_LINES = 40
const SHOWN_LINES = 5
const LONGEST_LINE = 500

/** The last lines that a process wrote, for the error message that says why it failed. */
export class OutputTail {
  readonly #lines: string[] = []

  add(line: string): void {
    if (line.trim() === '') return
    this.#lines.push(line.slice(0, LONGEST_LINE))
    if (this.#lines.length > KEPT_LINES) this.#lines.shift()
  }

  /** The kept lines, oldest first. */
  lines(): readonly string[] {
    return [...this.#lines]
  }

  /** The last few lines on one line. */
  toString(): string {
    return this.#lines.length === 0 ? 'it wrote nothing' : this.#lines.slice(-SHOWN_LINES).join(' | ')
  }
}

/** Calls `onLine` for each line of a stream, a last one without line feed included. Carriage returns at the end are dropped. */
export function eachLine(stream: Readable, onLine: (line: string) => void): void {
  let rest = ''
  stream.setEncoding('utf8')
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) onLine(line.replace(/\r$/, ''))
  })
  stream.on('end', () => {
    if (rest !== '') onLine(rest)
  })
}
