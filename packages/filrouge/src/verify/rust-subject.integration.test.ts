import { buildPeer } from '@filrouge/harness'
import { loadVectors, type Summary } from '@filrouge/contract'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { byId, liveRun } from './live-run.fixture'

const root = join(__dirname, '../../../..')
const filrouge = join(root, 'packages/filrouge/bin/filrouge.js')
/** librdkafka's keys are C strings. */
const UNDELIVERED = { 'nul-keys': ['key-nul'] }

let peer: string
beforeAll(async () => {
  peer = await buildPeer()
}, 600_000)

function verify(args: readonly string[], env: NodeJS.ProcessEnv = process.env) {
  const line = [filrouge, 'verify', '--json', ...args, '--', peer, 'subject']
  const { status, stdout, stderr } = spawnSync(process.execPath, line, { encoding: 'utf8', env })
  const { total, passed, notRun, failures, expected, skipped } = JSON.parse(stdout) as Summary
  return { stderr, result: { status, total, passed, notRun, failures, expected, skipped: byId(skipped) } }
}
const all = { status: 0, failures: [], expected: [] }

describe('the Rust subject', () => {
  it('passes every vector over stdio', () => {
    const total = loadVectors().length
    expect(verify([]).result).toEqual({ ...all, total, passed: total, notRun: 0, skipped: [] })
  })

  it('passes every vector that librdkafka delivers', () => {
    const { result } = verify(['--live', '--brokers', process.env['KAFKA_BROKERS'] ?? ''])
    expect(result).toEqual({ ...all, ...liveRun(UNDELIVERED) })
  })

  it('passes there too on a Kafka of the line before', () => {
    const env = { ...process.env, FILROUGE_KAFKA: 'local', FILROUGE_KAFKA_VERSION: '3.9.2' }
    const { stderr, result } = verify(['--live'], env)
    expect(stderr).toContain('starting Kafka 3.9.2')
    expect(result).toEqual({ ...all, ...liveRun(UNDELIVERED) })
  })
})
