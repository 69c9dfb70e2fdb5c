import { expect, it } from '@jest/globals'
import { confluentRegistry } from './confluent-registry'
import type { ConfluentRegistryOptions } from './registry-options'

it.each(['', '127.0.0.1:8081', 'ftp://127.0.0.1', undefined as unknown as string])('%j is no address', (url) => {
  expect(() => confluentRegistry(url)).toThrow('expected one such as http://127.0.0.1:8081')
})

it('tells no password, and what to use instead', () => {
  const registry = () => confluentRegistry('http://me:secret@127.0.0.1:8081')
  expect(registry).toThrow('the address of the registry at 127.0.0.1:8081 has a user: use headers: { authorization }')
})

it.each<[ConfluentRegistryOptions, string]>([
  [{ tries: Number.NaN }, 'tries is NaN, expected a whole number from 1'],
  [{ tries: 0 }, 'tries is 0'],
  [{ timeoutMs: -1 }, 'timeoutMs is -1, expected more than 0'],
  [{ pauseMs: -1 }, 'pauseMs is -1, expected 0 or more'],
])('%j is refused', (options, message) => {
  expect(() => confluentRegistry('http://127.0.0.1:8081', options)).toThrow(message)
})
