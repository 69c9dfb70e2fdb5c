/** The parts of OTLP's JSON form that the demo reads (opentelemetry-proto, trace.proto). */
export interface OtlpAttribute {
  readonly key: string
  readonly value: { readonly stringValue?: string; readonly intValue?: string | number; readonly boolValue?: boolean }
}
export interface OtlpSpan {
  readonly traceId: string
  readonly spanId: string
  readonly parentSpanId?: string
  readonly name: string
  /** 1 internal, 2 server, 3 client, 4 producer, 5 consumer */
  readonly kind: number
  readonly startTimeUnixNano: string
  readonly endTimeUnixNano: string
  readonly attributes?: readonly OtlpAttribute[]
}
export interface ResourceSpans {
  readonly resource?: { readonly attributes?: readonly OtlpAttribute[] }
  readonly scopeSpans: readonly { readonly spans: readonly OtlpSpan[] }[]
}

const KINDS = ['UNSPECIFIED', 'INTERNAL', 'SERVER', 'CLIENT', 'PRODUCER', 'CONSUMER']

/** A span with what its resource says of its process. */
export interface DemoSpan {
  readonly id: string
  readonly parentId: string
  readonly name: string
  readonly kind: string
  readonly service: string
  readonly language: string
  /** microseconds since 1970 */
  readonly start: number
  readonly end: number
  readonly queueTimeMs?: number
}

export function demoSpans(resourceSpans: readonly ResourceSpans[]): DemoSpan[] {
  return resourceSpans.flatMap(({ resource, scopeSpans }) => {
    const service = attribute(resource?.attributes, 'service.name')
    const language = attribute(resource?.attributes, 'telemetry.sdk.language')
    return scopeSpans.flatMap(({ spans }) =>
      spans.map((span) => {
        const queueTime = attribute(span.attributes, 'kafka.queue_time_ms')
        return {
          id: span.spanId,
          parentId: span.parentSpanId ?? '',
          name: span.name,
          kind: KINDS[span.kind] ?? String(span.kind),
          service,
          language: language === 'nodejs' ? 'node' : language,
          start: Number(BigInt(span.startTimeUnixNano) / 1000n),
          end: Number(BigInt(span.endTimeUnixNano) / 1000n),
          ...(queueTime !== '' && { queueTimeMs: Number(queueTime) }),
        }
      }),
    )
  })
}

function attribute(attributes: readonly OtlpAttribute[] | undefined, key: string): string {
  const value = attributes?.find((each) => each.key === key)?.value
  return String(value?.stringValue ?? value?.intValue ?? value?.boolValue ?? '')
}
