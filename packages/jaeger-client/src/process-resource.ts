import { resourceFromAttributes, type Resource } from '@opentelemetry/resources'
import { attributesOf } from './attributes'
import type { JaegerProcess } from './jaeger-client-types'

// OpenTelemetry's encoder groups spans by the identity of their resource.
const resources = new WeakMap<JaegerProcess, Resource>()

/** The resource of a tracer's process: its tags under their own names, its service name and its language. */
export function resourceOf(process: JaegerProcess): Resource {
  let resource = resources.get(process)
  if (resource === undefined) {
    resource = resourceFromAttributes({
      ...attributesOf(process.tags),
      'service.name': process.serviceName,
      'telemetry.sdk.language': 'nodejs',
    })
    resources.set(process, resource)
  }
  return resource
}
