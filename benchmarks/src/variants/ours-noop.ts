// Filrouge with OpenTracing's tracer that does nothing.
import { openTracing } from '@filrouge/opentracing'
import { Tracer } from 'opentracing'
import { serve } from '../workers/serve'
import { wrapped } from '../workers/wrapped'

serve((settings) => wrapped(openTracing(new Tracer()), settings, { finishedSpans: () => Promise.resolve(0) }))
