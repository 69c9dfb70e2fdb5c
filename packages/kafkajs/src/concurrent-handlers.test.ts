import { activeSpan } from '@filrouge/opentracing'
import { describe, expect, it } from '@jest/globals'
import { Readable, Transform, Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { setImmediate as turn, setTimeout as after } from 'node:timers/promises'
import { consumer, message, setUp } from './traced-clients.fixture'

const HANDLERS = 200

describe('handlers at once', () => {
  it(`${String(HANDLERS)} with timers, streams and promises never see another message's span`, async () => {
    const { tracing, tracer, spans } = setUp()
    const { wrapped, receive } = consumer(tracing)
    let strays = 0
    let looks = 0
    const handler = async () => {
      const own = activeSpan()
      const look = () => {
        looks++
        if (own === undefined || activeSpan() !== own) strays++
      }
      await turn()
      look()
      await after(Math.random() * 5)
      look()
      await new Promise<void>((resolve) =>
        process.nextTick(() => {
          look()
          queueMicrotask(resolve)
        }),
      )
      const looking = new Transform({
        transform: (chunk, _encoding, done) => {
          look()
          setImmediate(done, null, chunk)
        },
      })
      const sink = new Writable({
        objectMode: true,
        write: (_chunk, _encoding, done) => {
          look()
          done()
        },
      })
      await pipeline(Readable.from(['a', 'b', 'c']), looking, sink)
      await Promise.all([1, 2, 3].map(() => after(Math.random() * 3).then(look)))
      tracing.withParent(tracer.startSpan('inner'), () => undefined)
      look()
    }
    await wrapped.run({ eachMessage: handler } as never)
    const handled = Array.from({ length: HANDLERS }, (_, index) =>
      receive({ topic: 'orders', partition: index % 7, message: message({}, String(index)) }),
    )
    await Promise.all(handled)
    expect({ strays, looks, spans: spans.length }).toEqual({ strays: 0, looks: HANDLERS * 13, spans: HANDLERS })
    expect(new Set(spans.map((span) => span.context().traceIdStr)).size).toBe(HANDLERS)
    expect(activeSpan()).toBeUndefined()
  })
})
