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
    const request = JSON.parse(line) as SubjectRequest
    if (request.ask !== 'hello') printLine(answerTo(request))
    else if (request.live === undefined) printLine(hello(STDIO_DELIVERS))
    else {
      printLine({ ...hello(KAFKAJS_DELIVERS), live: true })
      live = LiveSubject.start(request.live)
    }
  })
  lines.on('close', () => void live?.then((subject) => subject.end()))
}

/** An ordered list of headers keeps everything. */
const STDIO_DELIVERS = ['ordered-duplicates', 'null-values', 'non-utf8-keys', 'nul-keys'] as const
