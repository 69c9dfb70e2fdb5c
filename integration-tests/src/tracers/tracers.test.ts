import { describe, it } from '@jest/globals'
import { behaviours, perform } from './behaviours'
import { jaegerClient } from './jaeger-client.tracer'
import { openTelemetrySdk } from './open-telemetry.tracer'
import { openTracingShim } from './open-tracing-shim.tracer'
import { recordingTracer } from './recording.tracer'

const subjects = [
  jaegerClient,
  recordingTracer('uber-trace-id'),
  recordingTracer('traceparent'),
  openTelemetrySdk,
  openTracingShim,
]

describe.each(subjects.map((subject) => [subject.name, subject] as const))('%s', (_name, subject) => {
  for (const behaviour of behaviours) {
    if (behaviour.needsDecisions === true && !subject.takesDecisions) {
      it.skip(`${behaviour.name} (it has no way to take a decision)`, () => undefined)
    } else {
      it(behaviour.name, async () => {
        await perform(subject, behaviour)
      })
    }
  }
})
