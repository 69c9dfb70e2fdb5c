import { describe, expect, it } from '@jest/globals'
import { extractVector, headersOf } from '../fixtures/vector.fixture'
import type { Verification } from '../verify/outcome'
import { junitReport } from './junit-report'
import { markdownReport } from './markdown-report'
import { summaryOf } from './summary'
import { textReport } from './text-report'

const carrier = headersOf([['b3', 'a|b<c>\u0000é']])
const vector = extractVector('v-1', { title: 'a title', topic: 'b3', must: ['B3-1'], catches: ['otel-js'], carrier })
const verification: Verification = {
  subject: {
    protocol: 1,
    name: 'go',
    language: 'go',
    library: 'lib 1.0',
    level: 'full',
    reads: [],
    delivers: [],
  },
  outcomes: [
    { id: 'v-0', verdict: 'passed', differences: [], vector: extractVector('v-0', { topic: 'b3' }) },
    {
      id: 'v-1',
      verdict: 'failed',
      reason: 'the answer differs',
      differences: [{ path: 'context', expected: '{"a":"|<"}', actual: 'null' }],
      vector,
    },
    {
      id: 'v-2',
      verdict: 'failed',
      reason: 'the subject crashed',
      log: ['at_x'],
      differences: [],
      vector: extractVector('v-2'),
    },
    { id: 'v-3', verdict: 'expected-failure', reason: 'base 10', differences: [], vector: extractVector('v-3') },
    { id: 'v-4', verdict: 'not-run', reason: 'no nulls', differences: [], vector: extractVector('v-4') },
    { id: 'v-5', verdict: 'failed', reason: 'no such vector', differences: [] },
  ],
  breaks: [{ id: 'v-2', reason: 'the subject crashed', log: ['at_x'] }],
}
const neverBegan: Verification = { outcomes: [], breaks: [{ id: 'hello', reason: 'no answer', log: ['oh'] }] }
const shownHeader = '"b3": "a|b<c>\\x00\\xc3\\xa9"'

describe('the summary', () => {
  it('counts every outcome once', () => {
    const summary = summaryOf(verification)
    expect(summary).toMatchObject({ total: 6, passed: 1, failed: 3, expectedFailures: 1, notRun: 1 })
    expect(summary.failures.map(({ id }) => id)).toEqual(['v-1', 'v-2', 'v-5'])
    expect(summary.failures[0]?.headers).toEqual([shownHeader])
    expect(summary.skipped).toEqual([{ id: 'v-4', reason: 'no nulls' }])
  })
})

describe('text', () => {
  it('shows failures, then what is not run, then counts', () => {
    expect(textReport(summaryOf(verification), { color: false }).split('\n')).toEqual([
      'failed v-1  a title',
      '  the answer differs',
      '  see B3-1 in headers.md',
      '  known to fail alike: otel-js',
      `  | ${shownHeader}`,
      '  context',
      '    expected {"a":"|<"}',
      '    actual   null',
      '',
      'failed v-2',
      '  the subject crashed',
      '  log: at_x',
      '',
      'failed v-5',
      '  no such vector',
      '',
      'known to fail: v-3: base 10',
      'not run: no nulls: v-4',
      'go (go, lib 1.0, level full): 6 vectors: 1 passed, 3 failed, 1 known to fail, 1 not run',
    ])
  })

  it('shows a subject that never began', () => {
    expect(textReport(summaryOf(neverBegan), { color: false })).toMatch(/^failed hello\n {2}no answer\n {2}log: oh\n/)
  })

  it('is coloured on request only', () => {
    expect(textReport(summaryOf(verification), { color: true })).toContain('\u001b[31mfailed')
  })
})

it('markdown escapes what would end a cell or begin markup', () => {
  const report = markdownReport(summaryOf(verification))
  expect(report).toContain('# `go`\n\ngo, lib 1.0, level full.\n\n6 vectors: 1 passed,')
  expect(report).toContain('| `v-1` | the answer differs<br>context: {"a":"&#124;&#60;"} expected, got null | B3-1 |')
  expect(report).toContain('Broke at `v-2`: the subject crashed\n\n```text\nat_x\n```')
  expect(report).toContain('| no nulls | `v-4` |')
})

describe('junit', () => {
  it('has a suite for each topic', () => {
    const xml = junitReport(verification)
    expect(xml).toContain('<testsuites name="go" tests="6" failures="2" errors="1" skipped="2">')
    expect(xml).toContain('<testsuite name="b3" tests="2" failures="1" errors="0" skipped="0">')
    expect(xml).toContain('<failure message="the answer differs" type="failed">')
    expect(xml).toContain('"b3": "a|b<c>\\x00\\xc3\\xa9"\ncontext: {"a":"|<"} expected, got null')
    expect(xml).toContain('<error message="the subject crashed" type="broken">')
    expect(xml).toContain('known to fail: base 10')
    expect(xml).toContain('not run: no nulls')
    expect(xml).toContain('<testsuite name="known-failing" tests="1"')
  })

  it('tells a subject that never began as an error', () => {
    expect(junitReport(neverBegan)).toMatch(/<testcase classname="subject" name="hello">\s*<error message="no answer"/)
  })
})
