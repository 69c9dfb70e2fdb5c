// dd-trace, which encodes its spans and posts them to an agent: a stand-in in another process.
import { tracer } from '../workers/register-dd-trace'
// first of all, since it patches what is required after it
import { PLAIN } from '../workers/plain'
import { serve } from '../workers/serve'

/** There is no public way to have spans posted at once. */
interface Flushing {
  readonly _tracer: { readonly _exporter: { readonly _writer: { flush(done: () => void): void } } }
}

serve((_settings, agent) => ({
  ...PLAIN,
  finishedSpans: async () => {
    const { _writer: writer } = (tracer as unknown as Flushing)._tracer._exporter
    await new Promise<void>((resolve) => writer.flush(resolve))
    return Number(await (await fetch(`${agent}/count`)).text())
  },
  activeTraceId: () => {
    const context = tracer.scope().active()?.context() as { toTraceId(isHex: boolean): string } | undefined
    return context?.toTraceId(true).padStart(32, '0')
  },
}))
