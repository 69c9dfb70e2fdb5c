import type { BaggageEntry } from '@filrouge/propagation'
import { baggageEntryMetadataFromString, propagation, type Context } from '@opentelemetry/api'

/** The baggage of a context; the properties of an entry are what OpenTelemetry calls its metadata. */
export function baggageOf(context: Context): readonly BaggageEntry[] {
  const baggage = propagation.getBaggage(context)
  if (baggage === undefined) return []
  return baggage.getAllEntries().map(([key, { value, metadata }]) => {
    const properties = metadata?.toString() ?? ''
    return properties === '' ? { key, value } : { key, value, properties }
  })
}

/** The context with entries added to its baggage; on a key that is there already the new one wins. */
export function withBaggage(context: Context, entries: readonly BaggageEntry[]): Context {
  if (entries.length === 0) return context
  // One by one: `createBaggage` takes an object, which sorts keys that look like numbers to the front.
  let baggage = propagation.getBaggage(context) ?? propagation.createBaggage()
  for (const { key, value, properties } of entries) {
    const metadata = properties === undefined ? {} : { metadata: baggageEntryMetadataFromString(properties) }
    baggage = baggage.setEntry(key, { value, ...metadata })
  }
  return propagation.setBaggage(context, baggage)
}
