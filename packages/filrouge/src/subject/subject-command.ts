import { Command } from 'commander'
import { createInterface } from 'node:readline'
import { answerTo, hello, type SubjectRequest } from './answers'

export function subjectCommand(): Command {
  return new Command('subject')
    .summary('the Node implementation as a subject of filrouge verify')
    .description(
      'Answers the requests of spec/subject-protocol.md on stdin, one JSON object a line, by @filrouge/propagation.',
    )
    .action(serve)
}

function serve(): void {
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const request = JSON.parse(line) as SubjectRequest
    const answer = request.ask === 'hello' ? hello(STDIO_DELIVERS) : answerTo(request)
    process.stdout.write(`${JSON.stringify(answer)}\n`)
  })
}

/** An ordered list of headers keeps everything. */
const STDIO_DELIVERS = ['ordered-duplicates', 'null-values', 'non-utf8-keys'] as const
