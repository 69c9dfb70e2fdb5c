import { describe, expect, it } from '@jest/globals'
import { extract } from '../index'

/** A text goes through the general parser, its bytes through the reader of what is written. */
describe('the reader of the form that is written', () => {
  it.each([
    ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
    ['uber-trace-id', '4bf92f3577b34da6a3ce929d0e0e4736:00f067aa0ba902b7:0:3'],
  ])('gives of each changed byte of %s what the parser gives', (key, written) => {
    const differing: string[] = []
    for (let place = 0; place < written.length; place++) {
      for (let byte = 0; byte < 0x80; byte++) {
        const text = written.slice(0, place) + String.fromCharCode(byte) + written.slice(place + 1)
        const [ofBytes, ofText] = [Buffer.from(text), text].map((value) => JSON.stringify(extract({ [key]: value })))
        if (ofBytes !== ofText) differing.push(JSON.stringify(text))
      }
    }
    expect(differing).toEqual([])
  })

  it.each([
    ['traceparent', `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`],
    ['traceparent', `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`],
    ['uber-trace-id', `${'0'.repeat(32)}:00f067aa0ba902b7:0:1`],
    ['uber-trace-id', `4bf92f3577b34da6a3ce929d0e0e4736:${'0'.repeat(16)}:0:1`],
  ])('leaves ids of %s that are zero to it', (key, text) => {
    expect(extract({ [key]: Buffer.from(text) })).toEqual(extract({ [key]: text }))
    expect(extract({ [key]: Buffer.from(text) }).context).toBeUndefined()
  })
})
