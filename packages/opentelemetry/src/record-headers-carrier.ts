import type { HeaderEntries, RecordHeaders } from '@filrouge/propagation'
import type { TextMapGetter, TextMapSetter } from '@opentelemetry/api'

/**
 * Reads record headers as they are: an object as kafkajs gives it, or a list of `[key, value]`. The text of a value is all that
 * another propagator sees; `filrougePropagator` sees bytes, repeated keys in their order, and nulls.
 */
export const recordHeadersGetter: TextMapGetter<RecordHeaders> = {
  keys: (headers) => [...new Set(entriesOf(headers).map(([key]) => key))],
  get(headers, key) {
    const values = entriesOf(headers).flatMap(([name, value]) => (name === key ? textsOf(value) : []))
    return values.length < 2 ? values[0] : values
  },
}

/**
 * Writes into an object or a list of headers. `filrougePropagator` also removes there what it replaces: the headers of the old
 * context, in any letter case.
 */
export const recordHeadersSetter: TextMapSetter<RecordHeaders> = {
  set(headers, key, value) {
    const kept = entriesOf(headers).filter(([name]) => name !== key)
    const written: (readonly [string, unknown])[] = [...kept, [key, value]]
    replaceHeaders(headers, isEntries(headers) ? (written as HeaderEntries) : Object.fromEntries(written))
  },
}

/** Makes `headers` what `written` is, in place: a setter has no other way. */
export function replaceHeaders(headers: RecordHeaders, written: RecordHeaders): void {
  if (headers === written) return
  if (isEntries(headers)) {
    const list = headers as unknown as unknown[]
    list.length = 0
    for (const entry of written as HeaderEntries) list.push(entry)
    return
  }
  const target = headers as Record<string, unknown>
  for (const key of Object.keys(target)) Reflect.deleteProperty(target, key)
  for (const [key, value] of Object.entries(written)) {
    // an assignment to `__proto__` would set the prototype and lose the header
    Object.defineProperty(target, key, {
      value: value,
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
}

function entriesOf(headers: RecordHeaders): readonly (readonly [string, unknown])[] {
  return isEntries(headers) ? headers : Object.entries(headers)
}

function isEntries(headers: RecordHeaders): headers is HeaderEntries {
  return Array.isArray(headers)
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')]
  return Array.isArray(value) ? value.flatMap(textsOf) : []
}
