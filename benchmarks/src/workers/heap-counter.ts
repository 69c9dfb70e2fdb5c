import { GCProfiler, getHeapStatistics } from 'node:v8'

interface Pause {
  readonly beforeGC: { readonly heapStatistics: Held }
  readonly afterGC: { readonly heapStatistics: Held }
}
interface Held {
  readonly usedHeapSize: number
  readonly externalMemory: number
}

/**
 * Counts bytes that are allocated in V8's heap, and in Buffers that it owns. V8 before 12 tells no total; between two collections of
 * garbage what is in use only grows, so the growths add up to it. Exact but for what is freed outside of collections.
 */
export class HeapCounter {
  readonly #profiler = new GCProfiler()
  readonly #start = inUse()

  constructor() {
    this.#profiler.start()
  }

  stop(): number {
    const end = inUse()
    const { statistics } = this.#profiler.stop() as unknown as { statistics: readonly Pause[] }
    let last = this.#start
    let allocated = 0
    for (const { beforeGC, afterGC } of statistics) {
      allocated += Math.max(0, sum(beforeGC.heapStatistics) - last)
      last = sum(afterGC.heapStatistics)
    }
    return allocated + Math.max(0, end - last)
  }
}

function inUse(): number {
  const { used_heap_size: used, external_memory: external } = getHeapStatistics()
  return used + external
}

function sum({ usedHeapSize, externalMemory }: Held): number {
  return usedHeapSize + externalMemory
}
