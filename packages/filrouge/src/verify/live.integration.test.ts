import { describe, expect, it } from '@jest/globals'
import type { Summary } from '@filrouge/contract'
import { waitFor } from '@filrouge/harness'
import { Kafka, logLevel } from 'kafkajs'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { byId, liveRun } from './live-run.fixture'

const filrouge = join(__dirname, '../../bin/filrouge.js')
const subject = [process.execPath, filrouge, 'subject']
const stdioOnly = join(__dirname, '../../../../spec/broken/subject.cjs')
const brokers = process.env['KAFKA_BROKERS'] ?? ''

/** kafkajs decodes keys as UTF-8. */
const UNDELIVERED = { 'non-utf8-keys': ['key-not-utf8', 'key-not-utf8-prefix'] }

function live(args: readonly string[], command: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const line = [filrouge, 'verify', '--live', '--json', ...args, '--', ...command]
  const { status, stdout, stderr } = spawnSync(process.execPath, line, { encoding: 'utf8', env })
  return { status, stderr, result: JSON.parse(stdout || 'null') as Summary }
}

describe('filrouge verify --live', () => {
  it('the Node subject passes every vector that kafkajs delivers', () => {
    const { status, result, stderr } = live(['--brokers', brokers], subject)
    expect(stderr).toBe('')
    expect(result.failures).toEqual([])
    expect(status).toBe(0)
    expect({ ...result, skipped: byId(result.skipped) }).toMatchObject(liveRun(UNDELIVERED))
  })

  it('starts a Kafka of its own, here of the line before, and the Node subject passes there too', () => {
    const env = { ...process.env, FILROUGE_KAFKA: 'local', FILROUGE_KAFKA_VERSION: '3.9.2' }
    const { status, result, stderr } = live([], subject, env)
    expect(stderr).toContain('starting Kafka 3.9.2')
    expect(result.failures).toEqual([])
    expect(status).toBe(0)
    expect({ ...result, skipped: byId(result.skipped) }).toMatchObject(liveRun(UNDELIVERED))
  })

  it('what is asked over stdio only is listed as not run, and conforms to nothing', () => {
    const { status, result } = live(['--brokers', brokers, '--filter', 'w-default-debug'], subject)
    const skipped = [{ id: 'w-default-debug', reason: 'writing is asked over stdio only' }]
    expect({ status, ...result }).toMatchObject({ status: 1, total: 1, notRun: 1, skipped })
  })

  it('a subject without a live form is told so', () => {
    const { status, result } = live(
      ['--brokers', brokers, '--filter', 'tp-sampled'],
      [process.execPath, stdioOnly, 'none'],
    )
    expect(status).toBe(2)
    expect(result.breaks).toEqual([
      { id: 'hello', reason: 'the subject has no live form: its answer to hello lacks "live": true', log: [] },
    ])
  })

  it('a live subject that ends is reported with the vector that it did not answer', () => {
    const hello = `{"id":"hello","protocol":1,"name":"n","language":"l","library":"l","level":"full","reads":["traceparent"],"delivers":[],"live":true}`
    const { status, result } = live(
      ['--brokers', brokers, '--filter', 'tp-'],
      ['sh', '-c', `echo '${hello}'; read x; exit 3`, 'sh'],
    )
    expect({ status, broke: result.breaks.length }).toEqual({ status: 2, broke: 1 })
    expect(result.notRun).toBeGreaterThan(10)
  })

  it('ended by a signal, ends the subject and takes its topic away', async () => {
    const admin = new Kafka({ brokers: brokers.split(','), logLevel: logLevel.NOTHING }).admin()
    await admin.connect()
    const topics = async () => (await admin.listTopics()).filter((topic) => topic.startsWith('filrouge-verify-'))
    const known = await topics()
    const line = [filrouge, 'verify', '--live', '--brokers', brokers, '--', 'sh', '-c', 'sleep 300']
    const run = spawn(process.execPath, line, { stdio: 'ignore' })
    await waitFor('its topic', async () => (await topics()).length > known.length)
    run.kill('SIGTERM')
    const [code] = (await once(run, 'exit')) as [number]
    expect(code).toBe(143)
    await waitFor('the end of its topic', async () => (await topics()).length === known.length)
    await admin.disconnect()
  })

  it('a broker that is not there is told in a line', () => {
    const { status, stderr } = live(['--brokers', '127.0.0.1:1', '--filter', 'tp-sampled'], subject)
    expect(stderr).toMatch(/^filrouge: .*127\.0\.0\.1:1/)
    expect(status).toBe(2)
  })
})
