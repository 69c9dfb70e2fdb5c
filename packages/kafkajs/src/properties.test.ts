import { isOwnedHeader } from './owned-header.fixture'
import { withSpan } from '@filrouge/opentracing'
import { describe, expect, it } from '@jest/globals'
import fc from 'fast-check'
import { setUp, type Message } from './traced-clients.fixture'

const bytes = fc.uint8Array({ maxLength: 12 }).map((given) => Buffer.from(given))
const data = fc.oneof(fc.string({ unit: 'binary', maxLength: 12 }), bytes)
const name = fc.oneof(
  fc.string({ minLength: 1, maxLength: 12 }),
  fc.constantFrom('traceparent', 'TraceParent', 'baggage', 'uber-trace-id', 'uberctx-a', 'x-b3-traceid', '__proto__', 'constructor'), // prettier-ignore
)
const headers = fc.dictionary(name, fc.oneof(data, fc.array(data, { maxLength: 3 })), { maxKeys: 5 })
const message = fc.record(
  {
    value: fc.option(data),
    key: fc.option(data),
    headers,
    partition: fc.nat(3),
    timestamp: fc.constant('1700000000000'),
  },
  { requiredKeys: ['value'] },
)

function deepFreeze<T>(given: T): T {
  // views of memory cannot be frozen
  if (given === null || typeof given !== 'object' || ArrayBuffer.isView(given)) return given
  for (const member of Object.values(given)) deepFreeze(member)
  return Object.freeze(given)
}
const shown = (given: unknown) =>
  JSON.stringify(given, (_name, value: unknown) => (value instanceof Uint8Array ? [...value] : value))

describe('whatever is sent', () => {
  it('keeps its members and the headers of others, byte for byte, and the caller’s frozen objects', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(message, { minLength: 1, maxLength: 5 }), fc.boolean(), async (given, isActive) => {
        const { producer, sent, tracer } = setUp()
        const before = shown(given)
        const record = deepFreeze({ topic: 'orders', messages: given as unknown as Message[] })
        const send = () => producer.send(record)
        await (isActive ? withSpan(tracer.startSpan('root'), send) : send())
        expect(shown(given)).toBe(before)
        const messages = sent[0]?.messages ?? []
        expect(messages).toHaveLength(given.length)
        messages.forEach((each, index) => {
          const { headers: own = {}, ...members } = given[index] ?? {}
          const { headers: written = {}, ...kept } = each as unknown as typeof members & { headers?: typeof own }
          expect(kept).toEqual(members)
          const others = (from: object) => Object.entries(from).filter(([key]) => !isOwnedHeader(key))
          expect(others(written)).toEqual(others(own))
          for (const value of Object.values(written)) expect([null, undefined]).not.toContain(value)
          expect(Object.keys(written)).toContain('traceparent')
        })
      }),
      { numRuns: 300 },
    )
  })
})
