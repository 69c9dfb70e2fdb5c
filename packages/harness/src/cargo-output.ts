import { ProgressSteps } from './progress-steps'

/**
 * What `cargo build --message-format json-render-diagnostics` says: the executable on stdout, progress and errors on stderr.
 * cargo tells how much there is to do only in its progress bar, which ends in a carriage return where the next line begins.
 */
export class CargoOutput {
  static readonly environment = {
    CARGO_TERM_PROGRESS_WHEN: 'always',
    CARGO_TERM_PROGRESS_WIDTH: '120',
    CARGO_TERM_COLOR: 'never',
  }

  /** The executable of the package: cargo knows its target folder, we do not. */
  binary: string | undefined
  /** The first error. */
  error: string | undefined
  readonly #package: string
  readonly #onProgress: (line: string) => void
  readonly #steps = new ProgressSteps()
  #bar: { done: number; total: number } | undefined
  #waits = false

  constructor(packageName: string, onProgress: (line: string) => void) {
    this.#package = packageName
    this.#onProgress = onProgress
  }

  read(line: string, stream: 'stdout' | 'stderr'): void {
    if (stream === 'stdout') this.#readMessage(line)
    else for (const part of line.split('\r')) this.#readProgress(part)
  }

  #readMessage(line: string): void {
    if (!line.includes('"executable":"')) return
    const { executable, target } = JSON.parse(line) as { executable: string; target: { name: string } }
    if (target.name === this.#package) this.binary = executable
  }

  #readProgress(line: string): void {
    const [, done, total] = /^\s*Building \[.*\] (\d+)\/(\d+)/.exec(line) ?? []
    if (total !== undefined) this.#bar = { done: Number(done), total: Number(total) }
    const crate = /^\s*Compiling (\S+)/.exec(line)?.[1]
    if (crate !== undefined) this.#compiles(crate)
    if (line.startsWith('error')) this.error ??= line
    if (line.includes('Blocking waiting for file lock')) this.#waitsForOther()
  }

  #compiles(crate: string): void {
    if (this.#bar === undefined) this.#onProgress(`compiling ${crate}`)
    else if (this.#steps.reaches(this.#bar.done, this.#bar.total)) {
      this.#onProgress(`compiling ${crate} (${this.#bar.done} of ${this.#bar.total} done)`)
    }
  }

  /** cargo has several locks, and says so for each. */
  #waitsForOther(): void {
    if (!this.#waits) this.#onProgress('cargo waits for another build to finish')
    this.#waits = true
  }
}
