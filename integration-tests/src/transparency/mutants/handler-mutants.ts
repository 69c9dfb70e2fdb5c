import { eachMessageBy } from './damaged-run'
import type { Mutant } from './mutant'

/** What wrappers have done to handlers. */
export const handlerMutants: readonly Mutant[] = [
  {
    name: 'the promise of a handler dropped',
    stands: 'New Relic #3958, epsagon #382: nothing waits, nothing is redelivered',
    noticed: ['eachMessage: is waited for before the next message', 'eachMessage: that rejects'],
    wrap: eachMessageBy((handler, payload, self) => void handler.call(self, payload)),
  },
  {
    name: 'the rejection of a handler swallowed',
    stands: 'wrappers that record an error and do not throw it again',
    noticed: ['eachMessage: that rejects', 'eachMessage: that throws'],
    wrap: eachMessageBy(async (handler, payload, self) => {
      try {
        await handler.call(self, payload)
      } catch {
        return undefined
      }
    }),
  },
  {
    name: 'the error of a handler wrapped into another',
    stands: 'wrappers that add their own error: kafkajs retries what it should not',
    noticed: ['eachMessage: that throws always, which ends the consumer'],
    wrap: eachMessageBy(async (handler, payload, self) => {
      try {
        return await handler.call(self, payload)
      } catch (cause) {
        throw new Error('handler failed', { cause })
      }
    }),
  },
  {
    name: 'a thenable that is called twice',
    stands: 'wrappers that watch a lazy query and hand it on as well',
    noticed: ['eachMessage: that gives a foreign thenable, which is called once'],
    wrap: eachMessageBy((handler, payload, self) => {
      const given = handler.call(self, payload)
      Promise.resolve(given).catch(() => undefined)
      return given
    }),
  },
  {
    name: 'a handler called twice',
    stands: 'instrumentation that is applied twice (OpenTelemetry #2766)',
    noticed: ['eachMessage: that resolves later'],
    wrap: eachMessageBy(async (handler, payload, self) => {
      await handler.call(self, payload)
      return handler.call(self, payload)
    }),
  },
  {
    name: 'the this of a handler lost',
    stands: 'arrow functions around functions',
    noticed: ['eachMessage: is called with one argument and the this of kafkajs'],
    wrap: eachMessageBy((handler, payload) => handler.call(undefined, payload)),
  },
  {
    name: 'the heartbeat of a payload swallowed',
    stands: 'payloads that are built anew',
    noticed: ['eachMessage: sends a heartbeat', 'rebalance: heartbeat tells a handler of it, by an error of its own'],
    wrap: eachMessageBy((handler, payload, self) =>
      handler.call(self, { ...payload, heartbeat: () => Promise.resolve() }),
    ),
  },
  {
    name: 'the pause of a payload without effect',
    stands: 'payloads that are built anew from the members of an older version',
    noticed: ['eachMessage: pauses its partition and goes on'],
    wrap: eachMessageBy((handler, payload, self) => handler.call(self, { ...payload, pause: () => () => undefined })),
  },
  {
    name: 'repeated headers joined for the handler',
    stands: 'nest KafkaParser, OpenTelemetry getters: an array becomes one text',
    noticed: ['eachMessage: the payload'],
    wrap: eachMessageBy((handler, payload, self) => {
      const headers = Object.entries(payload.message.headers ?? {}).map(([name, value]) => [name, String(value)])
      return handler.call(self, {
        ...payload,
        message: { ...payload.message, headers: Object.fromEntries(headers) as never },
      })
    }),
  },
  {
    name: 'the message changed in place',
    stands: 'nest #9956: the parser wrote into the message, retries saw "[object Object]"',
    noticed: ['eachMessage: the payload'],
    wrap: eachMessageBy((handler, payload, self) => {
      Object.assign(payload.message, { value: String(payload.message.value) })
      return handler.call(self, payload)
    }),
  },
]
