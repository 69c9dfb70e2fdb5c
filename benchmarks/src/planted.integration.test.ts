import { describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

interface Figure {
  readonly value: number
}

/** What noise may bend; without the planted work the ratios would be off by more. */
const TOLERANCE = 0.15

describe('the benchmark', () => {
  it('notices 5 us of work that are planted into each message', async () => {
    const program = join(__dirname, '../dist/main.js')
    const { stdout } = await promisify(execFile)(process.execPath, [
      program,
      '--planted',
      '5',
      '--minutes',
      '0.1',
      '--json',
    ])
    const figures = JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, Figure>
    const valueOf = (key: string) => figures[key]?.value ?? NaN
    for (const key of ['producer.perMessage', 'consumer.eachMessage']) {
      const [seen, unplanted] = [key, `${key}.unplanted`].map(valueOf) as [number, number]
      expect(seen).toBeLessThan(unplanted)
      // round by round, so that what weighs on both does not count
      expect(Math.abs(valueOf(`${key}.overExpected`) - 1)).toBeLessThan(TOLERANCE)
    }
  }, 300_000)
})
