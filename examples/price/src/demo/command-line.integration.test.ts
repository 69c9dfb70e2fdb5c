import { afterEach, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DemoRuns } from './demo-run.fixture'

describe("the demo's command line and environment", () => {
  const runs = new DemoRuns()
  const start: DemoRuns['start'] = (...given) => runs.start(...given)
  afterEach(() => runs.end())

  it('names its variables in --help', async () => {
    const run = start(['--help'])
    expect(await run.exited).toBe(0)
    const readme = readFileSync(join(__dirname, '../../../../packages/harness/README.md'), 'utf8')
    const named = new Set(readme.match(/\b(KAFKA|FILROUGE)_[A-Z_]+\b/g))
    expect([...named].filter((name) => !run.out.includes(name))).toEqual([])
  })

  it.each([
    [['--repeat', 'many'], /give 1 to 10000/],
    [['book-1'], /no argument 'book-1'/],
    [['--output', '/nowhere/x'], /--output '\/nowhere\/x' cannot be written: make the folder \/nowhere first/],
  ])('refuses %j with exit code 2', async (args, message) => {
    const run = start(args)
    expect(await run.exited).toBe(2)
    expect(run.progress).toMatch(message)
  })

  it.each([
    [{ FILROUGE_KAFKA: 'lokal' }, /^FILROUGE_KAFKA is lokal: set it to one of .*\n$/],
    [{ KAFKA_BROKERS: 'garbage' }, /^KAFKA_BROKERS names garbage, which is no host:port: .*\n$/],
    [{ FILROUGE_PEER: '/bin/true' }, /^FILROUGE_PEER is \/bin\/true, which is no filrouge-peer .*\n$/],
    [{ FILROUGE_PEER: '/bin/nothing' }, /^FILROUGE_PEER is \/bin\/nothing, which is no executable file: .*\n$/],
  ])('refuses %j in one line, before anything is built or started', async (env, message) => {
    const run = start([], { env })
    expect(await run.exited).toBe(1)
    expect(run.progress).toMatch(message)
  })
})
