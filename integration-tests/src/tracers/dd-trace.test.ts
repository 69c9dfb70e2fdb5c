import { beforeAll, describe, expect, it } from '@jest/globals'
import { behaviours } from './behaviours'
import { datadogScope } from './behaviours/datadog-scope'
import { runDatadog, type Result } from './dd-trace-process'

describe('dd-trace', () => {
  const results = new Map<string, Result>()
  beforeAll(async () => {
    const ran = await Promise.all([runDatadog('sampled'), runDatadog('unsampled')])
    for (const one of ran.flat()) results.set(one.name, one)
  })
  it.each([...behaviours, ...datadogScope].map(({ name }) => name))('%s', (name) => {
    expect(results.get(name)).toEqual({ name })
  })
})
