import { buildPeer } from '@filrouge/harness'
import { beforeAll, describe, expect, it } from '@jest/globals'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(__dirname, '../../../..')
const filrouge = join(root, 'packages/filrouge/bin/filrouge.js')

let peer: string
beforeAll(async () => {
  peer = await buildPeer()
}, 600_000)

function verify(...args: string[]) {
  const line = [filrouge, 'verify', '--json', ...args, '--', peer, 'subject']
  const { status, stdout } = spawnSync(process.execPath, line, { encoding: 'utf8' })
  const { failures, notRun, expected } = JSON.parse(stdout) as {
    failures: unknown[]
    notRun: number
    expected: { id: string }[]
  }
  return { status, failures, notRun, expected: expected.map(({ id }) => id) }
}

describe('the Rust subject', () => {
  it('passes every vector over stdio', () => {
    expect(verify()).toEqual({ status: 0, failures: [], notRun: 0, expected: [] })
  })

  it('passes every vector that librdkafka delivers', () => {
    const result = verify('--live', '--brokers', process.env['KAFKA_BROKERS'] ?? '')
    // Keys with a NUL, and what cannot be asked through Kafka.
    expect(result).toEqual({ status: 0, failures: [], notRun: 1, expected: [] })
  })
})
