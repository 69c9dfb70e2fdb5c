import { channel } from 'node:diagnostics_channel'

/**
 * Another instrumentation that already makes spans for this client, by name. OpenTelemetry's and those made from it mark the
 * methods that they replace (`__wrapped` of shimmer); dd-trace listens on a channel.
 */
export function foreignInstrumentationOf(client: object, role: 'producer' | 'consumer'): string | undefined {
  const method = (client as Readonly<Record<string, unknown>>)[role === 'producer' ? 'send' : 'run']
  if (isMarked(method)) return 'an instrumentation that patches kafkajs (OpenTelemetry, Sentry or one made from it)'
  const start = role === 'producer' ? 'apm:kafkajs:produce:start' : 'apm:kafkajs:consume:start'
  return channel(start).hasSubscribers ? 'dd-trace' : undefined
}

function isMarked(method: unknown): boolean {
  return typeof method === 'function' && (method as { readonly __wrapped?: unknown }).__wrapped === true
}
