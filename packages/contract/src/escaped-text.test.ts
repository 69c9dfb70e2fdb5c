import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { abridged, escapedBytes, escapedText } from './escaped-text'

describe('what is printed of a header (spec, EX-2)', () => {
  it.each([
    ['a terminal command', '\u001b[31mred', '\\x1b[31mred'],
    ['a line feed', 'one\ntwo', 'one\\x0atwo'],
    ['text from right to left', '\u202eabc', '\\u{202e}abc'],
    ['a character of two units', '\u{1f9f5}', '\\u{1f9f5}'],
    ['a backslash', 'a\\x1b', 'a\\\\x1b'],
  ])('%s is escaped', (_what, text, escaped) => {
    expect(escapedText(text)).toBe(escaped)
  })

  it('is printable ASCII, whatever the bytes are, and tells different bytes apart', () => {
    const bytes = fc.uint8Array({ maxLength: 40 }).map((data) => Buffer.from(data).toString('hex'))
    fc.assert(
      fc.property(bytes, bytes, (one, two) => {
        expect(escapedBytes(one)).toMatch(/^"[\x20-\x7e]*"$/)
        expect(escapedBytes(one) === escapedBytes(two)).toBe(one === two)
      }),
    )
  })

  it('leaves the middle out of what is long', () => {
    expect(abridged('x'.repeat(300))).toBe(`${'x'.repeat(100)} ... ${'x'.repeat(100)} (300 characters)`)
    expect(abridged('short')).toBe('short')
  })
})
