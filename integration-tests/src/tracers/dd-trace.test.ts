import { beforeAll, describe, expect, it } from '@jest/globals'
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { behaviours } from './behaviours'
import { datadogScope } from './behaviours/datadog-scope'

const DEADLINE_MS = 60_000

interface Result {
  readonly name: string
  readonly error?: string
}

async function run(sampled: boolean): Promise<readonly Result[]> {
  const file = (name: string) => join(__dirname, name)
  const env = {
    ...process.env,
    DD_TRACE_SAMPLE_RATE: sampled ? '1' : '0',
    // no agent, and nothing that would look for one elsewhere
    DD_TRACE_AGENT_URL: 'http://127.0.0.1:1',
    DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
    DD_REMOTE_CONFIGURATION_ENABLED: 'false',
  }
  const args = ['--require', file('run-typescript.cjs'), file('dd-trace.process.ts'), sampled ? 'sampled' : 'unsampled']
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: DEADLINE_MS })
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"name"'))
  return lines.map((line) => JSON.parse(line) as Result)
}

/** In processes of its own: under jest dd-trace does nothing, and says nothing of it. */
describe('dd-trace', () => {
  const results = new Map<string, Result>()
  beforeAll(async () => {
    for (const one of (await Promise.all([run(true), run(false)])).flat()) results.set(one.name, one)
  })
  it.each([...behaviours, ...datadogScope].map(({ name }) => name))('%s', (name) => {
    expect(results.get(name)).toEqual({ name })
  })
})
