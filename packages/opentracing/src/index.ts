export { openTracing, type OpenTracingOptions } from './open-tracing'
export { activeSpan, withSpan } from './active-span'
export { ownHeaders } from './own-headers'
