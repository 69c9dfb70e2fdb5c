import { describe, expect, it } from '@jest/globals'
import { existsSync, readFileSync } from 'node:fs'
import { extractVector, fixtureCommand } from '../fixtures/vector.fixture'
import { exitCodeOf, type Outcome } from './outcome'
import { verify } from './verify'

const vectors = ['well', 'culprit', 'after'].map((id) => extractVector(id))
const run = (behaviour: string, { at = 'culprit', deadlineMs = 20_000 } = {}) =>
  verify({
    command: fixtureCommand('misbehaving-subject.cjs', behaviour, at),
    vectors,
    timeoutMs: deadlineMs,
    startTimeoutMs: at === 'hello' ? deadlineMs : 20_000,
  })
/** Whether a process runs; one that has ended may wait for its parent to take note. */
const runs = (pid: number) => {
  const stat = existsSync(`/proc/${pid}/stat`) ? readFileSync(`/proc/${pid}/stat`, 'utf8') : ') Z'
  return !stat.slice(stat.lastIndexOf(')')).startsWith(') Z')
}
async function ended(pid: number): Promise<void> {
  expect(pid).toBeGreaterThan(1)
  const deadline = Date.now() + 5_000
  while (runs(pid)) {
    if (Date.now() > deadline) throw new Error(`process ${pid} still runs`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}
/** Short where the deadline is what is tested. */
const deadline = (reason: string) => (reason.includes('within 0.5 s') ? { deadlineMs: 500 } : {})
const verdicts = (outcomes: readonly Outcome[]) => outcomes.map(({ id, verdict }) => `${id} ${verdict}`)

describe('a subject that breaks is reported with the vector, and asked on', () => {
  it.each([
    ['hangs', 'the subject gave no answer within 0.5 s'],
    ['hangs-deaf', 'the subject gave no answer within 0.5 s'],
    ['floods-a-line', 'the subject wrote a line of more than 1 MiB'],
    ['floods-lines', 'the subject wrote what is no JSON object with an id: {}'],
    ['crashes', 'the subject ended with exit code 7'],
    ['is-killed', 'the subject ended with signal SIGKILL'],
    ['writes-garbage', 'the subject wrote what is no JSON object with an id: \\x1b[2Jnot json'],
    ['writes-an-array', 'the subject wrote what is no JSON object with an id: [1]'],
    ['answers-another', 'the subject answered well instead of culprit'],
    ['ends-in-a-line', 'the subject ended with exit code 0, in the middle of a line'],
    ['closes-stdout', 'the subject closed its stdout'],
    ['has-a-child', 'the subject gave no answer within 0.5 s'],
  ])('%s', async (behaviour, reason) => {
    const verification = await run(behaviour, deadline(reason))
    expect(verdicts(verification.outcomes)).toEqual(['well passed', 'culprit failed', 'after passed'])
    expect(verification.breaks.map((broke) => [broke.id, broke.reason])).toEqual([['culprit', reason]])
    expect(exitCodeOf(verification)).toBe(2)
  })

  it('keeps the end of its log', async () => {
    const { breaks } = await run('crashes')
    expect(breaks[0]?.log).toEqual(['about to fail'])
  })

  it('blames a second answer on the vector that has two', async () => {
    const { breaks } = await run('answers-twice')
    expect(breaks).toHaveLength(1)
    expect(breaks[0]?.reason).toMatch(/^the subject wrote a line after its answer to culprit: \{"id":"culprit"/)
  })

  it('blames a closed stdin on the vector that cannot be asked', async () => {
    const { outcomes, breaks } = await run('closes-stdin')
    expect(verdicts(outcomes)).toEqual(['well passed', 'culprit passed', 'after failed'])
    expect(breaks.map(({ reason }) => reason)).toEqual(['the subject closed its stdin'])
  })

  it('ends what the subject has started', async () => {
    const { breaks } = await run('has-a-child', { deadlineMs: 500 })
    const child = Number(/^child (\d+)$/.exec(breaks[0]?.log[0] ?? '')?.[1])
    await ended(child)
  })
})

describe('a subject that does not begin', () => {
  it.each([
    ['hangs', 'the subject gave no answer within 0.5 s'],
    ['crashes', 'the subject ended with exit code 7'],
    ['reports-an-error', "the subject's answer to hello has another shape: it must have required property 'protocol'"],
  ])('%s', async (behaviour, reason) => {
    const verification = await run(behaviour, { at: 'hello', ...deadline(reason) })
    expect(verification.breaks.map((broke) => broke.id)).toEqual(['hello'])
    expect(verification.breaks[0]?.reason).toBe(reason)
    expect(verdicts(verification.outcomes)).toEqual(['well not-run', 'culprit not-run', 'after not-run'])
    expect(exitCodeOf(verification)).toBe(2)
  })

  it('is told apart from a program that is not there', async () => {
    const verification = await verify({ command: ['./no-such-program'], vectors })
    expect(verification.breaks[0]?.reason).toMatch(/^the subject cannot be started: \.\/no-such-program: .*ENOENT/)
    expect(exitCodeOf(verification)).toBe(2)
  })
})

describe('a subject that goes on', () => {
  it.each([
    ['reports-an-error', 'the subject answered with an error: no such \\x1b[31mheader'],
    ['answers-another-shape', "the answer has another shape: context must have required property 'spanId'"],
    ['skips', 'a subject of level full cannot skip a vector'],
  ])('%s has failed', async (behaviour, reason) => {
    const verification = await run(behaviour)
    expect(verification.outcomes[1]).toMatchObject({ id: 'culprit', verdict: 'failed', reason })
    expect(exitCodeOf(verification)).toBe(1)
  })

  it('may answer in pieces, with CR LF', async () => {
    expect(exitCodeOf(await run('answers-in-pieces'))).toBe(0)
  })
})

it('asks nothing more after three breaks', async () => {
  const many = ['a', 'b', 'c', 'd', 'e'].map((id) => extractVector(id))
  const command = [
    process.execPath,
    '-e',
    `process.stdin.once('data', () => console.log(hello))
    const hello = JSON.stringify({ id: 'hello', protocol: 1, name: 'n', language: 'l', library: 'l', level: 'full', reads: ['traceparent'], delivers: [] })
    process.stdin.once('data', () => process.stdin.once('data', () => process.exit(1)))`,
  ]
  const { outcomes } = await verify({ command, vectors: many })
  expect(verdicts(outcomes)).toEqual(['a failed', 'b failed', 'c failed', 'd not-run', 'e not-run'])
  expect(outcomes[4]?.reason).toBe('the subject broke at a, b, c')
})
