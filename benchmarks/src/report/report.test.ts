import { describe, expect, it } from '@jest/globals'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Experiment } from '../experiments/experiment'
import { jsonOf, resultsOf } from './results'
import { textTable } from './text-table'
import { writeReport } from './write-report'

const experiment: Experiment = {
  name: 'eachMessage',
  keys: ['consumer.eachMessage'],
  measure: () => Promise.resolve(),
  rows: () => [
    {
      key: 'consumer.eachMessage',
      value: 0.8,
      interval: [0.78, 0.82],
      rounds: 12,
      generations: 3,
      peers: { OpenTelemetry: 0.25 },
      note: 'both read traceparent',
    },
    { key: 'beside', value: 2, interval: [1, 3], rounds: 4, generations: 1, peers: {}, note: 'no headers' },
  ],
  variants: () => [
    { case: 'eachMessage', variant: 'bare', headers: 'traceparent', value: 6, unit: 'us CPU' },
    { case: 'eachMessage', variant: 'ours <1>', headers: 'traceparent', value: 7.5, unit: 'us CPU' },
  ],
}
const results = resultsOf([experiment], ['consumer.eachMessage'])
const machine = { cpu: 'A CPU', cores: 2, memoryGiB: 4, system: 'Linux x64', versions: { node: '20.0.0' } }

describe('the report', () => {
  it('is an object by key, each with value, interval, rounds and peers', () => {
    expect(jsonOf(results)).toMatchObject({
      'consumer.eachMessage': {
        value: 0.8,
        interval: [0.78, 0.82],
        rounds: 12,
        generations: 3,
        peers: { OpenTelemetry: 0.25 },
        verdict: 'holds',
      },
      beside: { value: 2 },
    })
  })

  it('is a table for a terminal', () => {
    expect(textTable(results, false).slice(0, 3)).toEqual([
      'key                         value  95 % interval     target          verdict',
      'consumer.eachMessage         0.80  0.780 to 0.820    at least 0.75   holds        12 rounds',
      '  OpenTelemetry                      0.25',
    ])
  })

  it('is a page and its chart, which is read in light and dark', () => {
    const root = mkdtempSync(join(tmpdir(), 'bench-'))
    try {
      const files = writeReport(results, machine, 24, { root })
      expect(files).toEqual(['benchmarks/results.json', 'docs/benchmarks.md', 'docs/benchmarks.svg'])
      const named = writeReport(results, machine, 24, { root, name: 'node-24' })
      expect(named).toEqual([
        'benchmarks/results-node-24.json',
        'docs/benchmarks-node-24.md',
        'docs/benchmarks-node-24.svg',
      ])
      const [json = '', page = '', chart = ''] = files.map((name) => readFileSync(join(root, name), 'utf8'))
      expect(JSON.parse(json)).toMatchObject({ machine, keys: { 'consumer.eachMessage': { verdict: 'holds' } } })
      expect(page).toContain('on A CPU, 2 cores, 4 GiB, Linux x64; node 20.0.0.')
      expect(page).toContain('| 0.80 | 0.780 to 0.820 | at least 0.75 | holds | 12, of 3 sets of processes |')
      expect(page).toContain('both read traceparent | OpenTelemetry: 0.25 |')
      expect(page).toContain('](benchmarks.svg)')
      expect(chart).toContain('prefers-color-scheme: dark')
      expect(chart).toContain('ours &lt;1&gt;')
      // the longer bar is the dearer variant
      const widths = [...chart.matchAll(/<rect class="(\w+)".* width="([\d.]+)"/g)].map(([, kind, width]) => [
        kind,
        Number(width),
      ])
      expect(widths).toEqual([
        ['base', 336],
        ['ours', 420],
      ])
    } finally {
      rmSync(root, { recursive: true })
    }
  })
})
