/** Cuts a stream of bytes into lines and holds at most `limit` bytes of an unfinished one. */
export class LineSplitter {
  readonly #limit: number
  readonly #onLine: (line: string) => void
  readonly #onTooLong: () => void
  #rest: Buffer[] = []
  #size = 0

  constructor(limit: number, onLine: (line: string) => void, onTooLong: () => void) {
    this.#limit = limit
    this.#onLine = onLine
    this.#onTooLong = onTooLong
  }

  push(chunk: Buffer): void {
    let start = 0
    for (let end = chunk.indexOf(10); end !== -1; end = chunk.indexOf(10, start)) {
      this.#add(chunk.subarray(start, end))
      start = end + 1
      const line = Buffer.concat(this.#rest).toString('utf8')
      this.#drop()
      this.#onLine(line.endsWith('\r') ? line.slice(0, -1) : line)
    }
    this.#add(chunk.subarray(start))
  }

  /** What came after the last line feed. */
  get unfinished(): string {
    return Buffer.concat(this.#rest).toString('utf8')
  }

  #add(part: Buffer): void {
    if (part.length === 0) return
    if (this.#size + part.length > this.#limit) {
      this.#drop()
      this.#onTooLong()
      return
    }
    this.#rest.push(part)
    this.#size += part.length
  }

  #drop(): void {
    this.#rest = []
    this.#size = 0
  }
}
