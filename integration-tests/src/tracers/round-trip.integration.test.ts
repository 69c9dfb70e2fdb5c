import { expect, it } from '@jest/globals'
import { runDatadog } from './dd-trace-process'
import { jaegerClient } from './jaeger-client.tracer'
import { openTelemetrySdk } from './open-telemetry.tracer'
import { openTracingShim } from './open-tracing-shim.tracer'
import { recordingTracer } from './recording.tracer'
import { roundTrip } from './round-trip'

const brokers = process.env['KAFKA_BROKERS'] ?? ''
const subjects = [jaegerClient, recordingTracer('uber-trace-id'), openTelemetrySdk, openTracingShim]

it.each(subjects.map((subject) => [subject.name, subject] as const))(
  '%s makes one trace over a broker',
  async (_name, subject) => {
    await roundTrip(subject, brokers.split(','))
  },
)

it('dd-trace makes one trace over a broker', async () => {
  expect(await runDatadog('round-trip', { KAFKA_BROKERS: brokers })).toEqual([{ name: 'round trip' }])
})
