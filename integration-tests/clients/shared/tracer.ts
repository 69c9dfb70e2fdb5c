import { RecordingTracer } from '@filrouge/testing'

export const tracer = new RecordingTracer({ format: 'traceparent' })
