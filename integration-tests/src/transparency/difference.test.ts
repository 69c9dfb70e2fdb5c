import { describe, expect, it } from '@jest/globals'
import { attempt } from './attempt'
import { differencesOf, differenceText } from './difference'
import { Recorder } from './recorder'

function recording(use: (recorder: Recorder) => void) {
  const recorder = new Recorder()
  use(recorder)
  return recorder.close()
}
const noted = (...values: unknown[]) =>
  recording((recorder) => {
    for (const value of values) recorder.note('order', 'handled', value)
  })
const channels = (raw: ReturnType<typeof recording>, other: ReturnType<typeof recording>) =>
  differencesOf(raw, other).map(({ channel, index }) => `${channel} ${index}`)

describe('differencesOf', () => {
  it('finds none between equal recordings', () => {
    expect(differencesOf(noted('a', { b: [1] }), noted('a', { b: [1] }))).toEqual([])
  })
  it.each([
    ['another value', noted('a', 'b'), noted('a', 'c'), 'order 1'],
    ['another order', noted('a', 'b'), noted('b', 'a'), 'order 0'],
    ['one more', noted('a'), noted('a', 'a'), 'order 1'],
    ['one less', noted('a', 'b'), noted('a'), 'order 1'],
    ['a text in place of bytes', noted(Buffer.from('a')), noted('a'), 'order 0'],
    ['null in place of undefined', noted(undefined), noted(null), 'order 0'],
    ['another order of members', noted({ a: 1, b: 2 }), noted({ b: 2, a: 1 }), 'order 0'],
    ['a class in place of an object', noted(new Set()), noted({}), 'order 0'],
    ['a method that is gone', noted({ pause: () => 1 }), noted({}), 'order 0'],
  ])('finds %s', (_name, raw, other, place) => {
    expect(channels(raw, other)).toEqual([place])
  })
  it('finds another label', () => {
    const other = recording((recorder) => recorder.note('order', 'dropped', 'a'))
    expect(channels(noted('a'), other)).toEqual(['order 0'])
  })
  it('finds the first difference of each channel', () => {
    const raw = recording((recorder) => {
      recorder.note('order', 'a')
      recorder.note('offsets', 'group', 1)
    })
    expect(channels(raw, noted())).toEqual(['order 0', 'offsets 0'])
  })
  it('prints both sides', () => {
    const [difference] = differencesOf(noted('a'), noted())
    expect(difference && differenceText(difference).split('\n      ')).toEqual([
      'order 0',
      'raw:     handled "a"',
      'wrapped: nothing',
      'all of raw:     1, handled',
      'all of wrapped: 0, ',
    ])
  })
})

class Refused extends Error {
  override readonly name = 'Refused'
  constructor(readonly retriable: boolean) {
    super('refused')
  }
}
async function ended(call: () => unknown) {
  const recorder = new Recorder()
  await attempt(recorder, 'call', call)
  return recorder.close()
}

describe('attempt', () => {
  const refused = (retriable = true) => Promise.reject(new Refused(retriable))
  it.each<[string, () => unknown, () => unknown]>([
    ['a throw for a rejection', () => refused(), () => { throw new Refused(true) }], // prettier-ignore
    ['another class', () => refused(), () => Promise.reject(Object.assign(new Error('refused'), { retriable: true }))],
    ['another text', () => refused(), () => Promise.reject(Object.assign(new Refused(true), { message: 'other' }))],
    ['another flag', () => refused(), () => refused(false)],
    [
      'another cause',
      () => refused(),
      () => Promise.reject(Object.assign(new Refused(true), { cause: new Error('x') })),
    ],
    ['success', () => refused(), () => Promise.resolve()],
    [
      'a thenable for a promise',
      () => Promise.resolve(1),
      () => ({ then: (done: (value: number) => void) => done(1) }),
    ],
    ['a value for a promise', () => Promise.resolve(1), () => 1],
  ])('tells %s', async (_name, raw, other) => {
    expect(differencesOf(await ended(raw), await ended(raw))).toEqual([])
    expect(differencesOf(await ended(raw), await ended(other))).not.toEqual([])
  })
})
