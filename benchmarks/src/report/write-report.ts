import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { VariantFigure } from '../experiments/experiment'
import { chart, type Bar, type BarGroup } from './chart'
import type { Machine } from './machine'
import { page } from './page'
import { jsonOf, type Results } from './results'

/** Where the report goes, from the root of the project. */
const ROOT = join(__dirname, '../../..')

/**
 * Writes `benchmarks/results.json`, `docs/benchmarks.md` and its chart. Gives back where they are.
 *
 * @param name added to their names: `node-24` for `results-node-24.json`
 */
export function writeReport(
  results: Results,
  machine: Machine,
  minutes: number,
  { root = ROOT, name }: { readonly root?: string; readonly name?: string | undefined } = {},
): string[] {
  const date = new Date().toISOString().slice(0, 10)
  const suffix = name === undefined ? '' : `-${name}`
  const picture = `benchmarks${suffix}.svg`
  const files = {
    [`benchmarks/results${suffix}.json`]: `${JSON.stringify({ date, machine, keys: jsonOf(results) }, null, 2)}\n`,
    [`docs/benchmarks${suffix}.md`]: page(results, { machine, date, minutes, chart: picture, commit: commitOf(root) }),
    [`docs/${picture}`]: chart('CPU time a message of each variant', groupsOf(results.variants)),
  }
  return Object.entries(files).map(([path, text]) => {
    mkdirSync(join(root, path, '..'), { recursive: true })
    writeFileSync(join(root, path), text)
    return path
  })
}

/** Of the code that was measured. */
function commitOf(root: string): string | undefined {
  const { status, stdout } = spawnSync('git', ['describe', '--always', '--dirty=, changed'], {
    cwd: root,
    encoding: 'utf8',
  })
  return status === 0 ? stdout.trim() : undefined
}

/** A group a case, of what is CPU time. */
export function groupsOf(variants: readonly VariantFigure[]): BarGroup[] {
  const cpu = variants.filter(({ unit }) => unit === 'us CPU')
  return [...new Set(cpu.map((each) => each.case))].map((name) => ({
    title: `${name}: CPU us a message`,
    unit: 'us',
    bars: cpu
      .filter((each) => each.case === name)
      .map(({ variant, value }) => ({ label: variant, value, kind: kindOf(variant) })),
  }))
}

function kindOf(variant: string): Bar['kind'] {
  if (variant.startsWith('ours')) return 'ours'
  return variant.startsWith('bare') || variant.startsWith('floor') ? 'base' : 'peer'
}
