import { expect, it } from '@jest/globals'
import { Tracer } from 'opentracing'
import { closeTracer } from './close-tracer'

it.each<[string, object]>([
  ['has no close', {}],
  ['calls back', { close: (done: () => void) => done() }],
  ['gives a promise', { close: () => Promise.resolve() }],
  ['is done at once', { close: () => undefined }],
])('ends for a tracer that %s', async (_what, methods) => {
  await closeTracer(Object.assign(new Tracer(), methods))
})

it('rejects where the tracer fails', async () => {
  const throws = () => {
    throw new Error('broke')
  }
  await expect(
    closeTracer(Object.assign(new Tracer(), { close: () => Promise.reject(new Error('broke')) })),
  ).rejects.toThrow('broke')
  await expect(closeTracer(Object.assign(new Tracer(), { close: throws }))).rejects.toThrow('broke')
})
