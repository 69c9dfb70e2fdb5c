import type { Answer } from '../protocol/answer'
import { escapedText } from '../escaped-text'
import { SubjectProcess } from './subject-process'

/** Why a subject can be asked nothing more, and the end of its log. */
export class SubjectBroken extends Error {
  override readonly name = 'SubjectBroken'
  readonly log: readonly string[]

  constructor(reason: string, log: readonly string[]) {
    super(reason)
    this.log = log
  }
}

interface OpenQuestion {
  readonly id: string
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: SubjectBroken) => void
}

/** One life of a subject: a question at a time, each with a deadline. */
export class SubjectSession {
  readonly #process: SubjectProcess
  #open: OpenQuestion | undefined
  #last = 'its start'
  #broken: SubjectBroken | undefined

  constructor(command: readonly string[]) {
    this.#process = new SubjectProcess(command, {
      onLine: (line) => this.#receive(line),
      onBroken: (reason) => this.#break(`the subject ${reason}`),
    })
  }

  writeLine(line: object): void {
    this.#process.write(JSON.stringify(line))
  }

  /**
   * Opens the question, lets `send` put it, and waits for the answer with this id.
   *
   * @throws SubjectBroken, and whatever `send` throws
   */
  async ask(id: string, timeoutMs: number, send: () => Promise<void> | void): Promise<Answer> {
    if (this.#broken !== undefined) throw this.#broken
    const answer = new Promise<Answer>((resolve, reject) => {
      this.#open = { id, resolve, reject }
    })
    const timer = setTimeout(() => this.#break(`the subject gave no answer within ${timeoutMs / 1000} s`), timeoutMs)
    try {
      const [received] = await Promise.all([answer, send()])
      // What came behind the answer in one piece belongs to the same question.
      const broken = this.#whyBroken()
      if (broken !== undefined) throw broken
      return received
    } finally {
      clearTimeout(timer)
      this.#open = undefined
      this.#last = `its answer to ${id}`
    }
  }

  /** Asks nothing more and waits for the end of the process, at most 3 s. */
  async end(): Promise<void> {
    await (this.#broken === undefined ? this.#process.end() : this.#process.kill())
  }

  /** A method, because the compiler does not see that the field changes while a question is open. */
  #whyBroken(): SubjectBroken | undefined {
    return this.#broken
  }

  #receive(line: string): void {
    if (this.#broken !== undefined) return
    const open = this.#open
    const answer = answerIn(line)
    if (open === undefined) this.#break(`the subject wrote a line after ${this.#last}: ${shown(line)}`)
    else if (answer === undefined) this.#break(`the subject wrote what is no JSON object with an id: ${shown(line)}`)
    else if (answer.id !== open.id) this.#break(`the subject answered ${shown(answer.id)} instead of ${open.id}`)
    else this.#close(open, answer)
  }

  #close(open: OpenQuestion, answer: Answer): void {
    this.#open = undefined
    this.#last = `its answer to ${open.id}`
    open.resolve(answer)
  }

  #break(reason: string): void {
    if (this.#broken !== undefined) return
    this.#broken = new SubjectBroken(reason, this.#process.log.lines().map(escapedText))
    this.#open?.reject(this.#broken)
    this.#open = undefined
    void this.#process.kill()
  }
}

function answerIn(line: string): Answer | undefined {
  try {
    const value: unknown = JSON.parse(line)
    const isAnswer = typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string'
    return isAnswer ? (value as Answer) : undefined
  } catch {
    return undefined
  }
}

function shown(line: string): string {
  return line === '' ? 'an empty line' : escapedText(line.length > 120 ? `${line.slice(0, 120)}...` : line)
}
