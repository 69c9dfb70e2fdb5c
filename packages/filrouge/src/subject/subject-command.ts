import { Command } from 'commander'
import { createInterface } from 'node:readline'
import { answerTo, hello, type SubjectRequest } from './answers'
import { printLine } from './json-line'
import { KAFKAJS_DELIVERS, LiveSubject } from './live-subject'

export function subjectCommand(): Command {
  return new Command('subject')
    .summary('the Node implementation as a subject of filrouge verify')
    .description(
      'Answers the requests of spec/subject-protocol.md on stdin, one JSON object a line, by @filrouge/propagation. Live, it consumes with kafkajs.',
    )
    .action(serve)
}

function serve(): void {
  let live: Promise<LiveSubject> | undefined
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const request = requestOf(line)
    if (request === undefined) return
    if (request.ask !== 'hello') printLine(answered(request))
    else if (request.live === undefined) printLine(hello(STDIO_DELIVERS))
    else {
      printLine({ ...hello(KAFKAJS_DELIVERS), live: true })
      live = LiveSubject.start(request.live)
    }
  })
  lines.on('close', () => void live?.then((subject) => subject.end()))
}

/** The request of a line. What is none is told on stderr: stdout is for answers alone. */
function requestOf(line: string): SubjectRequest | undefined {
  try {
    const request = JSON.parse(line) as SubjectRequest | null
    if (request !== null && ['hello', 'extract', 'inject'].includes(request.ask)) return request
  } catch {
    // told below
  }
  console.error('filrouge subject: a line on stdin is no request of spec/subject-protocol.md')
  process.exitCode = 2
  return undefined
}

/** An unknown format in the options is an answer too (section 5). */
function answered(request: Exclude<SubjectRequest, { ask: 'hello' }>): object {
  try {
    return answerTo(request)
  } catch (error) {
    return { id: request.id, error: (error as Error).message }
  }
}

/** An ordered list of headers keeps everything. */
const STDIO_DELIVERS = ['ordered-duplicates', 'null-values', 'non-utf8-keys', 'nul-keys'] as const
