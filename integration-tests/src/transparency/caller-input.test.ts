import { describe, expect, it } from '@jest/globals'
import { CallerInputs } from './caller-input'
import { Recorder } from './recorder'

type Given = { messages: { value: string; headers?: object }[]; acks?: number }
function after(change: (given: Given) => void, given: Given = { messages: [{ value: 'a' }] }) {
  const inputs = new CallerInputs()
  const recorder = new Recorder()
  change(inputs.keep('record', given))
  inputs.note(recorder)
  return recorder.close().inputs[0]?.value
}

describe('CallerInputs', () => {
  it('tells that nothing changed', () => {
    expect(after(() => undefined)).toBe('unchanged')
  })
  it.each<[string, (given: Given) => void]>([
    ['headers on a message', ({ messages: [message] }) => Object.assign(message ?? {}, { headers: {} })],
    ['a message more', ({ messages }) => messages.push({ value: 'b' })],
    ['a hidden member', (given) => Object.defineProperty(given, 'traced', { value: true })],
    ['a symbol', (given) => Object.assign(given, { [Symbol('traced')]: true })],
    ['a member gone', (given) => Reflect.deleteProperty(given, 'messages')],
    ['frozen', (given) => Object.freeze(given.messages)],
    ['undefined for nothing', (given) => Object.assign(given, { acks: undefined })],
  ])('finds %s', (_name, change) => {
    expect(after(change)).not.toBe('unchanged')
  })
})
