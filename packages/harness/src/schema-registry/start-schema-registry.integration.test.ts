import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { findJava } from '../local/java'
import type { RunningSchemaRegistry, SchemaRegistryOptions } from './running-schema-registry'
import { startSchemaRegistry } from './start-schema-registry'

let folder = ''
const started: RunningSchemaRegistry[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harness-test-'))
})
afterEach(async () => {
  await Promise.all(started.splice(0).map((registry) => registry.stop()))
  rmSync(folder, { recursive: true, force: true })
})

async function start(options: SchemaRegistryOptions = {}): Promise<RunningSchemaRegistry> {
  const registry = await startSchemaRegistry(options)
  started.push(registry)
  return registry
}

function ownRunFolders(): string[] {
  return readdirSync(tmpdir()).filter((name) => {
    const owner = join(tmpdir(), name, 'owner.json')
    return (
      name.startsWith('filrouge-schema-registry-') &&
      existsSync(owner) &&
      readFileSync(owner, 'utf8').includes(`"pid":${process.pid},`)
    )
  })
}

const subjectsOf = async ({ url }: RunningSchemaRegistry) => (await fetch(`${url}/subjects`)).json()

async function register({ url }: RunningSchemaRegistry, subject: string): Promise<unknown> {
  const response = await fetch(`${url}/subjects/${subject}/versions`, {
    method: 'POST',
    headers: { 'content-type': 'application/vnd.schemaregistry.v1+json' },
    body: JSON.stringify({ schema: '"long"' }),
  })
  return response.json()
}

/** A JAVA_HOME whose java does what `script` says where it is to run the registry the first `times` times; the real one afterwards. */
async function javaHome(times: number, script: string): Promise<NodeJS.ProcessEnv> {
  const java = await findJava(process.env)
  if ('fault' in java) throw new Error(java.fault)
  mkdirSync(join(folder, 'bin'))
  const content = `#!/bin/sh
    case "$*" in *-runner.jar)
      echo start >> '${folder}/starts'
      port=$(echo "$*" | sed 's/.*http.port=\\([0-9]*\\).*/\\1/')
      if [ "$(wc -l < '${folder}/starts')" -le ${times} ]; then
        ${script}
      fi
    esac
    exec '${java.path}' "$@"`
  writeFileSync(join(folder, 'bin', 'java'), content, { mode: 0o755 })
  return { ...process.env, JAVA_HOME: folder }
}

const PORT_TAKEN = 'echo "ERROR (main) Port $port seems to be in use by another process."; exit 1'

test('two starts at once with an empty cache give two registries; stop ends one and removes its folder', async () => {
  const environment = { ...process.env, FILROUGE_CACHE: join(folder, 'cache') }
  const lines: string[] = []
  const onProgress = (line: string) => void lines.push(line)
  const [first, second] = await Promise.all([start({ environment, onProgress }), start({ environment, onProgress })])
  expect(lines).toContain('fetching Apicurio Registry 3.0.9 with mvn (109 MB)')
  expect(first.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/apis\/ccompat\/v7$/)
  expect(first.version).toBe('3.0.9')
  expect(readdirSync(join(folder, 'cache'))).toEqual(['schema-registry-3.0.9'])
  expect(ownRunFolders()).toHaveLength(2)
  expect(await register(first, 'orders-value')).toEqual({ id: 1 })
  expect([await subjectsOf(first), await subjectsOf(second)]).toEqual([['orders-value'], []])
  await first.stop()
  await first.stop()
  await expect(subjectsOf(first)).rejects.toThrow('fetch failed')
  expect(await subjectsOf(second)).toEqual([])
  await second.stop()
  expect(ownRunFolders()).toEqual([])
}, 600_000)

test('one that ends before it answers is an error with what it wrote, and nothing is left', async () => {
  const environment = await javaHome(9, 'echo "no such option" >&2; exit 3')
  await expect(start({ environment })).rejects.toThrow(
    /^the schema registry: it ended \(exit code 3\): its last output: .*no such option/,
  )
  expect(ownRunFolders()).toEqual([])
})

test('a port that is taken in between is said, and another is taken', async () => {
  const lines: string[] = []
  const environment = await javaHome(1, PORT_TAKEN)
  const registry = await start({ environment, onProgress: (line) => lines.push(line) })
  expect(lines).toContain('a port was taken in between: trying others')
  expect(await subjectsOf(registry)).toEqual([])
})

test('ports that are taken each time are an error with its remedy', async () => {
  const environment = await javaHome(9, PORT_TAKEN)
  await expect(start({ environment })).rejects.toThrow(
    /^another program took a port of the schema registry's in each of 3 attempts: end what listens on ports/,
  )
  expect(ownRunFolders()).toEqual([])
})

test('a start that is aborted rejects with the reason, and nothing is left', async () => {
  const controller = new AbortController()
  const onProgress = (line: string) => {
    if (line.startsWith('starting')) controller.abort(new Error('no longer wanted'))
  }
  await expect(start({ signal: controller.signal, onProgress })).rejects.toThrow('no longer wanted')
  expect(ownRunFolders()).toEqual([])
})

test('a JAVA_HOME without java is said with the remedy', async () => {
  await expect(start({ environment: { ...process.env, JAVA_HOME: folder } })).rejects.toThrow(
    /has no bin\/java: install a JDK 17 or later/,
  )
})
