import { identityOf, type Identity } from './identity'

interface Outcome {
  readonly pass: boolean
  readonly message: () => string
}

/**
 * Matchers of jest, for `expect.extend`. Each takes spans (of a RecordingTracer, jaeger-client, OpenTelemetry), span contexts,
 * messages with headers, or headers.
 */
export const matchers = {
  /** that the parent of a span is the given one, in the same trace */
  toBeChildOf(received: unknown, parent: unknown): Outcome {
    requireIdentity('what is to be a child', received)
    return compare('to be a child of', received, parent, (child, other) => {
      return child.traceId === other.traceId && child.parentId === other.spanId
    })
  },
  /** that two belong to one trace */
  toShareTraceWith(received: unknown, other: unknown): Outcome {
    requireIdentity('what is to share a trace', received)
    return compare('to share the trace with', received, other, (a, b) => a.traceId === b.traceId)
  },
  /** that a message's headers carry the context of the given span; without one, that they carry any valid context */
  toCarryContext(received: unknown, ...given: readonly [span?: unknown]): Outcome {
    if (given.length === 0) {
      const found = identityOf(received)
      return { pass: found !== undefined, message: () => `expected to carry a context: ${described(found)}` }
    }
    return compare('to carry the context of', received, given[0], (a, b) => {
      return a.traceId === b.traceId && a.spanId === b.spanId
    })
  },
}

function compare(
  relation: string,
  received: unknown,
  expected: unknown,
  holds: (received: Identity, expected: Identity) => boolean,
): Outcome {
  const a = identityOf(received)
  const b = requireIdentity(`expected ${relation} something that`, expected)
  return {
    pass: a !== undefined && holds(a, b),
    message: () => `expected ${relation} ${described(b)}\nreceived ${described(a)}`,
  }
}

/** Nothing is no child of nothing: what cannot be compared is a mistake of the test, with `not` as without. */
function requireIdentity(what: string, value: unknown): Identity {
  const identity = identityOf(value)
  if (identity === undefined) throw new TypeError(`${what} has no span context`)
  return identity
}

function described(identity: Identity | undefined): string {
  if (identity === undefined) return 'no valid context'
  const { traceId, spanId, parentId } = identity
  return `trace ${traceId} span ${spanId}${parentId === undefined ? '' : ` parent ${parentId}`}`
}
