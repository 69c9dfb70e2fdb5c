import type {} from 'expect'
export { matchers } from './matchers'

interface TraceMatchers<R> {
  /** that the parent of a span is the given one, in the same trace */
  toBeChildOf(parent: unknown): R
  /** that two belong to one trace */
  toShareTraceWith(other: unknown): R
  /** that a message's headers carry the context of the given span; without one, that they carry any valid context */
  toCarryContext(span?: unknown): R
}

// `expect` of @jest/globals
declare module 'expect' {
  // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merging takes an interface
  interface Matchers<R extends void | Promise<void>> extends TraceMatchers<R> {}
}

// `expect` of @types/jest
declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the form that @types/jest has
  namespace jest {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- merging takes an interface
    interface Matchers<R> extends TraceMatchers<R> {}
  }
}
