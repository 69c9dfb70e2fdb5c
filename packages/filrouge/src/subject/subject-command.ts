import { Command, Option } from 'commander'
import { createInterface } from 'node:readline'
import { printLine } from './json-line'
import { answerTo, hello, type SubjectRequest } from './answers'
import { KAFKAJS_DELIVERS, LiveSubject } from './live-subject'
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
  let live: Promise<LiveSubject> | undefined
  const lines = createInterface({ input: process.stdin })
  lines.on('line', (line) => {
    const request = JSON.parse(line) as SubjectRequest
    if (request.ask !== 'hello') printLine(answer(request))
    // a mistake is made over stdio only
    else if (request.live === undefined || broken !== undefined) printLine(hello(STDIO_DELIVERS, broken))
    else {
      printLine({ ...hello(KAFKAJS_DELIVERS), live: true })
      live = LiveSubject.start(request.live)
    }
  })
  lines.on('close', () => void live?.then((subject) => subject.end()))
}

/** An ordered list of headers keeps everything. */
const STDIO_DELIVERS = ['ordered-duplicates', 'null-values', 'non-utf8-keys'] as const
