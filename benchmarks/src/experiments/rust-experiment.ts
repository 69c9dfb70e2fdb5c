import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Surroundings } from '../rounds/surroundings'
import { estimate } from '../statistics/estimate'
import { median } from '../statistics/order-statistics'
import type { Experiment, Row, VariantFigure } from './experiment'

interface RustTimes {
  readonly oursAllocations: number
  readonly peerAllocations: number
  readonly rounds: readonly (readonly [oursNs: number, peerNs?: number])[]
}

const MANIFEST = join(__dirname, '../../../crates/Cargo.toml')

const BESIDE: Readonly<Record<string, string>> = {
  'up to the Context of those crates': 'extract.toContext',
  'a record with both headers': 'extract.default',
  'a record with neither': 'extract.none',
}

/** The crate against the opentelemetry crates, as its own benchmark tells it. */
export class RustExperiment implements Experiment {
  readonly name = 'rust'
  readonly keys = ['rust.extract', 'rust.inject']
  readonly #around: Surroundings
  #told: readonly Readonly<Record<string, RustTimes>>[] = []

  constructor(around: Surroundings) {
    this.#around = around
  }

  async measure(): Promise<void> {
    const { signal, onProgress, share } = this.#around
    onProgress('rust: building and running the benchmark of the crate')
    const run = ['run', '--quiet', '--release', '--manifest-path', MANIFEST, '-p', 'filrouge-bench', '--', '--json']
    try {
      const { stdout } = await promisify(execFile)('cargo', [...run, ...(share < 1 ? ['--quick'] : [])], { signal })
      this.#told = [...this.#told, JSON.parse(stdout.trim().split('\n').at(-1) ?? '') as Record<string, RustTimes>]
    } catch (error) {
      const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT'
      if (!isMissing) throw error
      onProgress('rust.extract, rust.inject: skipped, since there is no cargo')
    }
  }

  rows(): Row[] {
    return this.#names().map((name) => {
      const times = this.#times(name)
      const allocations = Math.max(...times.map(({ oursAllocations }) => oursAllocations))
      const note = `${allocations} heap allocations a call, the peer ${times[0]?.peerAllocations ?? 0}`
      return {
        key: `rust.${name}`,
        ...estimate(this.#sets(name).map((set) => set.map(({ ours, peer }) => ours / peer))),
        peers: this.#peersOf(name),
        note,
        ...(allocations > 0 && { shortOf: 'no heap allocation' }),
      }
    })
  }

  variants(): VariantFigure[] {
    return this.#names().flatMap((name) => {
      const rounds = this.#rounds(name)
      const figure = { case: `rust ${name}`, headers: '', unit: 'ns' }
      return [
        { ...figure, variant: 'ours', value: median(rounds.map(({ ours }) => ours)) },
        { ...figure, variant: 'opentelemetry crates', value: median(rounds.map(({ peer }) => peer)) },
      ]
    })
  }

  /** What one header read into a context of our own does not tell. */
  #peersOf(name: string): Record<string, number> {
    if (name !== 'extract') return {}
    const beside = Object.entries(BESIDE).filter(([, other]) => this.#rounds(other).length > 0)
    return Object.fromEntries(
      beside.map(([what, other]) => [what, median(this.#rounds(other).map(({ ours, peer }) => ours / peer))]),
    )
  }

  #names(): string[] {
    // formats that the other crates do not have are told without them
    return Object.keys(this.#told[0] ?? {}).filter((name) => this.#rounds(name).length > 0)
  }

  #times(name: string): RustTimes[] {
    return this.#told.flatMap((each) => each[name] ?? [])
  }

  #rounds(name: string) {
    return this.#sets(name).flat()
  }

  /** The rounds of each run of the crate's benchmark. */
  #sets(name: string) {
    return this.#times(name).map(({ rounds }) =>
      rounds.flatMap(([ours, peer]) => (peer === undefined ? [] : [{ ours, peer }])),
    )
  }
}
