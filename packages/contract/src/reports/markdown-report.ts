import { byReason, countsOf, type Summary } from './summary'

/** For a page or a comment: counts, then a table of failures, known failures and what was not run. */
export function markdownReport(summary: Summary): string {
  const { subject, breaks, failures, expected, skipped } = summary
  const title = subject === null ? 'a subject that did not say hello' : code(subject.name)
  const about = subject === null ? [] : [`${subject.language}, ${cell(subject.library)}, level ${subject.level}.`, '']
  return [
    `# ${title}`,
    '',
    ...about,
    `${countsOf(summary)}.`,
    ...breaks.flatMap(({ id, reason, log }) => ['', `Broke at ${code(id)}: ${cell(reason)}`, ...fenced(log)]),
    ...table(
      ['failed', 'why', 'sentences'],
      failures.map(({ id, reason, must, differences }) => [
        code(id),
        [reason, ...differences.map(({ path, expected, actual }) => `${path}: ${expected} expected, got ${actual}`)]
          .map(cell)
          .join('<br>'),
        must.join(', '),
      ]),
    ),
    ...table(
      ['known to fail', 'why'],
      expected.map(({ id, reason }) => [code(id), cell(reason)]),
    ),
    ...table(
      ['not run', 'vectors'],
      byReason(skipped).map(([reason, ids]) => [cell(reason), ids.map(code).join(' ')]),
    ),
    '',
  ].join('\n')
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  if (rows.length === 0) return []
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return ['', line(head), line(head.map(() => '---')), ...rows.map(line)]
}

function fenced(log: readonly string[]): string[] {
  return log.length === 0 ? [] : ['', '```text', ...log.map((line) => line.replaceAll('`', "'")), '```']
}

const code = (text: string) => `\`${text.replaceAll('`', "'").replaceAll('|', '\\|')}\``

/** Text that cannot end the cell or begin markup. */
function cell(text: string): string {
  return text.replace(/[\\`*_[\]<>|&]/g, (character) => `&#${character.charCodeAt(0)};`).replace(/\s+/g, ' ')
}
