import { openTracing } from '@filrouge/opentracing'
import { platformaticTracing } from '@filrouge/platformatic'
import { tracer } from './tracer.js'

export const tracing = platformaticTracing({ tracer: openTracing(tracer) })
