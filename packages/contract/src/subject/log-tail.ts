const KEPT_LINES = 20
const LONGEST_LINE = 500

/** The last lines of a log, each cut: what a report shows of why a subject broke. */
export class LogTail {
  #lines: string[] = []
  #rest = ''

  push(chunk: Buffer): void {
    const lines = (this.#rest + chunk.toString('utf8')).split('\n')
    this.#rest = (lines.pop() ?? '').slice(0, LONGEST_LINE)
    const added = lines.map((line) => line.trimEnd().slice(0, LONGEST_LINE)).filter((line) => line !== '')
    this.#lines = [...this.#lines, ...added].slice(-KEPT_LINES)
  }

  /** Oldest first. */
  lines(): readonly string[] {
    return this.#rest.trim() === '' ? this.#lines : [...this.#lines, this.#rest]
  }
}
