import { expect, it } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fixtureCommand } from '../fixtures/vector.fixture'
import type { Hello } from '../protocol/hello'
import type { Request } from '../protocol/request'
import type { Extraction, Injection, Vector } from '../vectors/vector'
import { exitCodeOf } from './outcome'
import { verify } from './verify'

const page = readFileSync(join(__dirname, '../../../../spec/subject-protocol.md'), 'utf8')
const conversation = /<!-- conversation -->\n\n```text\n([\s\S]*?)```/.exec(page)?.[1] ?? ''
const lines = conversation.trimEnd().split('\n')
const [hello, ...rest] = lines.map((line) => JSON.parse(line.slice(2)) as object)

/** The vector that a request and its answer would be, were the answer right. */
function vectorOf(request: Request, answer: Extraction & Injection): Vector {
  const { id } = request
  const base = { id, title: '', must: [], catches: [], topic: 'example' }
  return request.ask === 'extract'
    ? { ...base, ask: 'extract', options: request.options, carrier: request.headers, expected: answer }
    : { ...base, ...request, expected: answer }
}

it('the conversation of the page is what the runner writes, line by line, and its answers are taken', async () => {
  expect(hello).toEqual({ id: 'hello', ask: 'hello', protocol: 1 })
  const [description, ...exchanges] = rest
  const vectors = Array.from({ length: exchanges.length / 2 }, (_, index) =>
    vectorOf(exchanges[2 * index] as Request, exchanges[2 * index + 1] as Extraction & Injection),
  )
  expect(vectors).toHaveLength(3)
  const folder = mkdtempSync(join(tmpdir(), 'conversation-'))
  try {
    const file = join(folder, 'conversation.txt')
    writeFileSync(file, conversation)
    const verification = await verify({ command: fixtureCommand('scripted-subject.cjs', file), vectors })
    expect(verification.breaks).toEqual([])
    expect(verification.outcomes.map(({ verdict }) => verdict)).toEqual(['passed', 'passed', 'passed'])
    expect(verification.subject?.name).toBe((description as Hello).name)
    expect(exitCodeOf(verification)).toBe(0)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
