export { openTracing } from './open-tracing'
export { activeSpan, withSpan } from './active-span'
