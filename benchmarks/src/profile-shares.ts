/** What is read of a CPU profile of V8. */
export interface CpuProfile {
  readonly nodes: readonly {
    readonly id: number
    readonly callFrame: { readonly functionName: string; readonly url: string }
  }[]
  /** ids of nodes */
  readonly samples: readonly number[]
  /** microseconds since the sample before */
  readonly timeDeltas: readonly number[]
}

/**
 * Whose code the time went to: owner and share, the dearest first. Of the second half of a profile, when what is compiled has settled;
 * idle time does not count.
 */
export function sharesOf({ nodes, samples, timeDeltas }: CpuProfile): (readonly [owner: string, share: number])[] {
  const owners = new Map(nodes.map(({ id, callFrame }) => [id, ownerOf(callFrame.functionName, callFrame.url)]))
  const half = timeDeltas.reduce((sum, delta) => sum + delta, 0) / 2
  const times = new Map<string, number>()
  let passed = 0
  let busy = 0
  samples.forEach((id, index) => {
    const delta = timeDeltas[index] ?? 0
    passed += delta
    const owner = owners.get(id)
    if (passed <= half || owner === undefined) return
    busy += delta
    times.set(owner, (times.get(owner) ?? 0) + delta)
  })
  return [...times].map(([owner, time]) => [owner, time / busy] as const).sort(([, a], [, b]) => b - a)
}

/** Undefined for idle time. Code that a compiler inlined counts as that of its caller. */
function ownerOf(functionName: string, url: string): string | undefined {
  const installed = /.*\/node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(url)?.[1]
  if (installed !== undefined) return installed
  if (/\/packages\//.test(url)) return 'Filrouge'
  if (/\/benchmarks\//.test(url)) return 'the benchmark'
  if (/^node:.*async_(hooks|local_storage|context_frame)/.test(url)) return "Node's async scopes"
  if (functionName === '(idle)') return undefined
  return WITHOUT_FILE.get(functionName) ?? 'Node'
}

const WITHOUT_FILE = new Map([
  ['(garbage collector)', 'collection of garbage'],
  ['runMicrotasks', 'microtasks'],
  ['(program)', 'V8'],
])
