import { SpanKind, SpanStatusCode, type Attributes, type SpanContext } from '@opentelemetry/api'
import type { Resource } from '@opentelemetry/resources'
import type { ReadableSpan, TimedEvent } from '@opentelemetry/sdk-trace'
import { attributesOf } from './attributes'
import type { JaegerLog, JaegerSpan } from './jaeger-client-types'
import { hexId, identityOf, isDebug } from './span-identity'
import { linksOf } from './span-links'
import { hrTime, microseconds } from './span-time'

const KINDS: Readonly<Record<string, SpanKind | undefined>> = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
}

// OpenTracing bridges of OpenTelemetry use this name for a log without `event`; OTLP wants one that is not empty.
const UNNAMED_EVENT = 'log'

/**
 * A finished span of jaeger-client in the shape that OpenTelemetry encodes. The tags `span.kind` and `error: true`
 * become fields of OTLP and are then no attributes. Throws a RangeError for a span without valid ids or times.
 */
export function readableSpan(span: JaegerSpan, resource: Resource): ReadableSpan {
  const context = identityOf(span._spanContext)
  if (context === undefined) throw new RangeError(`span "${span._operationName}" has no valid trace and span id`)
  const { kind, failed, attributes } = typedTags(span)
  const parent = parentOf(span, context.traceId, kind)
  const { start, duration } = timesOf(span)
  return {
    name: span._operationName.toWellFormed(),
    kind,
    spanContext: () => context,
    ...(parent && { parentSpanContext: parent }),
    startTime: hrTime(start),
    endTime: hrTime(start + duration),
    duration: hrTime(duration),
    status: { code: failed ? SpanStatusCode.ERROR : SpanStatusCode.UNSET },
    attributes,
    links: linksOf(span._references, context, parent),
    events: span._logs.map((log) => eventOf(log, start)),
    ended: true,
    resource,
    instrumentationScope: { name: 'jaeger-client' },
    droppedAttributesCount: 0,
    droppedEventsCount: 0,
    droppedLinksCount: 0,
  }
}

function typedTags(span: JaegerSpan): { kind: SpanKind; failed: boolean; attributes: Attributes } {
  const attributes = attributesOf(span._tags)
  const named = KINDS[String(attributes['span.kind'])]
  if (named !== undefined) delete attributes['span.kind']
  const failed = attributes.error === true || attributes.error === 'true'
  if (failed) delete attributes.error
  if (isDebug(span._spanContext)) attributes['jaeger.debug'] = true
  return { kind: named ?? SpanKind.INTERNAL, failed, attributes }
}

// A child's context of jaeger-client does not say whether its parent was remote, and OpenTelemetry's encoder always claims to know
// (`flags` bit 8). Backends that look for a service's entry span believe it, so it is derived from the kind, which is also
// what they fall back to.
function parentOf(span: JaegerSpan, traceId: string, kind: SpanKind): SpanContext | undefined {
  const spanId = hexId(span._spanContext.parentId, 8)
  if (spanId === undefined) return undefined
  const isRemote = kind === SpanKind.SERVER || kind === SpanKind.CONSUMER
  return { traceId, spanId, traceFlags: span._spanContext.flags & 1, isRemote }
}

/** Microseconds. A duration is below zero when the clock was set back meanwhile. */
function timesOf(span: JaegerSpan): { start: number; duration: number } {
  const start = microseconds(span._startTime)
  const duration = microseconds(Math.max(0, Number(span._duration)))
  if (start === undefined || duration === undefined) {
    throw new RangeError(
      `span "${span._operationName}" starts at ${span._startTime} and takes ${span._duration ?? 'no time'}: ` +
        'pass times to startSpan and finish as milliseconds since 1970',
    )
  }
  return { start, duration }
}

function eventOf(log: JaegerLog, spanStart: number): TimedEvent {
  const { event, ...attributes } = attributesOf(log.fields)
  const name = event === undefined || event === '' ? UNNAMED_EVENT : String(event)
  return { name, time: hrTime(microseconds(log.timestamp) ?? spanStart), attributes }
}
