import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const DEADLINE_MS = 60_000

export interface Result {
  readonly name: string
  /** absent where it went well */
  readonly error?: string
}

/** Runs a part of the suite on dd-trace in a process of its own: under jest it does nothing, and says nothing of it. */
export async function runDatadog(
  what: 'sampled' | 'unsampled' | 'round-trip',
  environment: NodeJS.ProcessEnv = {},
): Promise<readonly Result[]> {
  const file = (name: string) => join(__dirname, name)
  const env = {
    ...process.env,
    ...environment,
    DD_TRACE_SAMPLE_RATE: what === 'unsampled' ? '0' : '1',
    // no agent, and nothing that would look for one elsewhere
    DD_TRACE_AGENT_URL: 'http://127.0.0.1:1',
    DD_INSTRUMENTATION_TELEMETRY_ENABLED: 'false',
    DD_REMOTE_CONFIGURATION_ENABLED: 'false',
  }
  const args = ['--require', file('run-typescript.cjs'), file('dd-trace-main.ts'), what]
  const { stdout } = await promisify(execFile)(process.execPath, args, { env, timeout: DEADLINE_MS })
  const lines = stdout.split('\n').filter((line) => line.startsWith('{"name"'))
  return lines.map((line) => JSON.parse(line) as Result)
}
