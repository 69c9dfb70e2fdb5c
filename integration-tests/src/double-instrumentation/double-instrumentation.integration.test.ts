import { createTopics } from '@filrouge/harness'
import { describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Handler, Seen } from './service'

const brokers = process.env['KAFKA_BROKERS'] ?? ''
// no agent, and nothing that would look for one elsewhere
const env = {
  ...process.env,
  DD_TRACE_AGENT_URL: 'http://127.0.0.1:1',
  DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
  DD_REMOTE_CONFIGURATION_ENABLED: 'false',
}

/** In a process of its own: instrumentations hook `require`, which jest replaces. */
async function seen(other: string, handler: Handler, clients: 'once' | 'twice'): Promise<Seen> {
  const topic = `${other}-${String(process.pid)}-${handler}-${clients}`
  await createTopics(brokers.split(','), [
    { topic, partitions: 1 },
    { topic: `${topic}-out`, partitions: 1 },
  ])
  const program = join(__dirname, `../../dist/double-instrumentation/${other}.js`)
  const { stdout } = await promisify(execFile)(process.execPath, [program, brokers, topic, handler, clients], { env })
  const line = stdout.split('\n').find((each) => each.startsWith('{"active"')) ?? 'nothing was printed'
  return JSON.parse(line.replaceAll(topic, 'orders')) as Seen
}

describe.each<[string, Handler, RegExp]>([
  ['with-open-telemetry', 'eachMessage', /^process orders$/],
  ['with-open-telemetry', 'eachBatch', /^poll orders$/],
  ['with-dd-trace', 'eachMessage', /^kafka\.consume/],
  ['with-dd-trace', 'eachBatch', /^kafka\.consume/],
])('another instrumentation and ours: %s, %s', (other, handler, name) => {
  it('give the trace that it gives alone, and say so once for each client', async () => {
    const [alone, both] = await Promise.all([seen(other, handler, 'once'), seen(other, handler, 'twice')])
    expect(alone.active).toMatch(name)
    expect(alone.spans).not.toEqual([])
    expect(both).toMatchObject({ active: alone.active, spans: alone.spans })
    expect(alone.warnings).toEqual([])
    expect(both.warnings).toEqual([
      expect.stringContaining('this producer is traced by'),
      expect.stringContaining('this consumer is traced by'),
    ])
  })
})
