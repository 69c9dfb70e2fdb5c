import type { HeaderObject } from '@filrouge/propagation'

export type Entry = readonly [key: unknown, value: unknown]

/** Headers as an object of text keys; repeated ones become an array. Keys that are neither text nor bytes are left out. */
export function objectOf(entries: readonly Entry[], valueOf: (value: unknown) => unknown): HeaderObject {
  const headers = new Map<string, unknown[]>()
  for (const [key, value] of entries) {
    const name = nameOf(key)
    if (name === undefined) continue
    const values = headers.get(name)
    if (values === undefined) headers.set(name, [valueOf(value)])
    else values.push(valueOf(value))
  }
  return Object.fromEntries([...headers].map(([name, values]) => [name, values.length === 1 ? values[0] : values]))
}

export function nameOf(key: unknown): string | undefined {
  if (typeof key === 'string') return key
  return key instanceof Uint8Array ? Buffer.from(key.buffer, key.byteOffset, key.byteLength).toString() : undefined
}
