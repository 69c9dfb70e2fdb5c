import { createTopics } from '@filrouge/harness'
import { describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Seen } from './traced-twice'

const brokers = process.env['KAFKA_BROKERS'] ?? ''

/** In a process of its own: the instrumentation hooks `require`, which jest replaces. */
async function seen(handler: string, clients: 'once' | 'twice'): Promise<Seen> {
  const topic = `twice-${String(process.pid)}-${handler}-${clients}`
  await createTopics(brokers.split(','), [
    { topic, partitions: 1 },
    { topic: `${topic}-out`, partitions: 1 },
  ])
  const program = join(__dirname, '../../dist/double-instrumentation/traced-twice.js')
  const { stdout } = await promisify(execFile)(process.execPath, [program, brokers, topic, handler, clients])
  return JSON.parse(stdout.trim().replaceAll(topic, 'orders')) as Seen
}

describe.each(['eachMessage', 'eachBatch'])('OpenTelemetry’s instrumentation and ours, %s', (handler) => {
  it('give the trace that it gives alone, and say so once for each client', async () => {
    const [alone, both] = await Promise.all([seen(handler, 'once'), seen(handler, 'twice')])
    expect(alone.active).toMatch(handler === 'eachMessage' ? /^process / : /^poll /)
    expect(both).toMatchObject({ active: alone.active, spans: alone.spans })
    expect(alone.spans).toContainEqual(['work', alone.active])
    expect(alone.warnings).toEqual([])
    expect(both.warnings).toEqual([
      expect.stringContaining('this producer is traced by'),
      expect.stringContaining('this consumer is traced by'),
    ])
  })
})
