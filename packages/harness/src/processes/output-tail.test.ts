import { PassThrough } from 'node:stream'
import { expect, test } from '@jest/globals'
import { eachLine, OutputTail } from './output-tail'

test('lines are whole however the chunks fall, also in the middle of a character', async () => {
  const stream = new PassThrough()
  const lines: string[] = []
  eachLine(stream, (line) => lines.push(line))
  const bytes = Buffer.from('é1\r\n\nzwei\nlast')
  for (const byte of bytes) stream.write(Buffer.of(byte))
  stream.end()
  await new Promise((resolve) => stream.once('end', resolve))
  expect(lines).toEqual(['é1', '', 'zwei', 'last'])
})

test('keeps the last 40 lines without empty ones, and shows the last five on one line', () => {
  const tail = new OutputTail()
  expect(tail.toString()).toBe('it wrote nothing')
  for (let line = 1; line <= 50; line++) tail.add(`line ${line}`)
  tail.add('  ')
  expect(tail.lines()).toHaveLength(40)
  expect(tail.lines()[0]).toBe('line 11')
  expect(tail.toString()).toBe('line 46 | line 47 | line 48 | line 49 | line 50')
})
