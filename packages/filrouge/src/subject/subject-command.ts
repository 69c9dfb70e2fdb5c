import { Command, Option } from 'commander'
import { createInterface } from 'node:readline'
import { answerTo, hello, type SubjectRequest } from './answers'
import { mistaken, mistakeNames, type MistakeName } from './mistakes'

interface Options {
  readonly broken?: MistakeName
}

export function subjectCommand(): Command {
  return new Command('subject')
    .summary('the Node implementation as a subject of filrouge verify')
    .description(
      'Answers the requests of spec/subject-protocol.md on stdin, one JSON object a line, by @filrouge/propagation.',
    )
    .addOption(
      new Option('--broken <mistake>', 'make a common mistake, to see how verify reports it').choices(mistakeNames),
    )
    .action(serve)
}

function serve({ broken }: Options): void {
  const answer = broken === undefined ? answerTo : mistaken(answerTo, broken)
  createInterface({ input: process.stdin }).on('line', (line) => {
    const request = JSON.parse(line) as SubjectRequest
    const answered = request.ask === 'hello' ? hello(STDIO_DELIVERS, broken) : answer(request)
    process.stdout.write(`${JSON.stringify(answered)}\n`)
  })
}

/** An ordered list of headers keeps everything. */
const STDIO_DELIVERS = ['ordered-duplicates', 'null-values', 'non-utf8-keys'] as const
