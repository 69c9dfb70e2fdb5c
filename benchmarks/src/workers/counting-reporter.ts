const BATCH = 512

/**
 * A batching reporter for jaeger-client that counts its batches and drops them before anything is encoded. jaeger-client's own
 * turns each span into Thrift's structs when it is reported, Filrouge's into OpenTelemetry's spans; with this one both sides of a
 * comparison pay for the tracer alone.
 */
export class CountingReporter {
  /** one list for all batches: dead ones, in the old generation, would keep their spans from being collected with the young */
  readonly #waiting: unknown[] = new Array<unknown>(BATCH).fill(undefined)
  #count = 0
  #sent = 0

  report(span: unknown): void {
    this.#waiting[this.#count++] = span
    if (this.#count === BATCH) this.flush()
  }

  flush(): void {
    this.#sent += this.#count
    this.#waiting.fill(undefined, 0, this.#count)
    this.#count = 0
  }

  /** Spans that have reached the sender. */
  get sent(): number {
    return this.#sent
  }

  setProcess(): void {
    // jaeger-client demands it
  }

  close(callback?: () => void): void {
    this.flush()
    callback?.()
  }
}
