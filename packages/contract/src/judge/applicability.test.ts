import { expect, it } from '@jest/globals'
import { CONTEXT, extractVector, injectVector } from '../fixtures/vector.fixture'
import type { Hello } from '../protocol/hello'
import { whyNotRun } from './applicability'

const full: Hello = {
  protocol: 1,
  name: 'n',
  language: 'l',
  library: 'l',
  level: 'full',
  reads: ['traceparent', 'b3'],
  writes: ['traceparent', 'uber-trace-id'],
  delivers: ['null-values'],
}
const ids: Hello = { ...full, level: 'ids' }
const b3 = extractVector('v', {
  expected: { context: { ...CONTEXT, format: 'b3-multi' }, baggage: [], decision: null, links: [], faults: [] },
})

it.each([
  [full, extractVector('v'), undefined],
  [full, extractVector('v', { requires: ['null-values'] }), undefined],
  [full, extractVector('v', { requires: ['ordered-duplicates'] }), 'the subject does not deliver ordered-duplicates'],
  [full, b3, 'the subject does not read b3-multi'],
  [full, extractVector('v', { options: { read: ['b3'] } }), undefined],
  [full, extractVector('v', { options: { read: ['b3', 'datadog'] } }), 'the subject does not read datadog'],
  [full, extractVector('v', { options: { strict: true } }), undefined],
  [ids, extractVector('v', { options: { strict: true } }), 'strict mode is not asked of a subject of level ids'],
  [full, extractVector('v', { options: { debug: false } }), undefined],
  [ids, extractVector('v', { options: { debug: false } }), 'to ignore debug is not asked of a subject of level ids'],
  [full, injectVector('v'), undefined],
  [full, injectVector('v', { options: { write: ['b3'] } }), 'the subject does not write b3'],
  [{ ...full, writes: ['traceparent'] }, injectVector('v'), 'the subject does not write uber-trace-id'],
  [ids, injectVector('v'), 'inject is not asked of a subject of level ids'],
])('%# is run or not', (subject, vector, reason) => {
  expect(whyNotRun(vector, subject)).toBe(reason)
})

it('a subject without writes is asked no inject', () => {
  const { protocol, name, language, library, level, reads, delivers } = full
  const reader: Hello = { protocol, name, language, library, level, reads, delivers }
  expect(whyNotRun(injectVector('v'), reader)).toBe('the subject does not write')
})
