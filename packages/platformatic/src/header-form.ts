/** What a producer's serializers make bytes of: text or Buffers. */
export interface HeaderForm {
  readonly key: (text: string) => string | Buffer
  readonly value: (text: string) => string | Buffer
  /** whether headers may be an object, whose keys are always strings */
  readonly isText: boolean
}

type Serializer = (data: unknown) => unknown
interface Serializers {
  readonly headerKey?: Serializer
  readonly headerValue?: Serializer
}
interface ProducerOptions {
  readonly serializers?: Serializers
  readonly registry?: { getSerializers(): Serializers | undefined }
}

const PROBE = 'traceparent'
const AS_TEXT = (text: string): string => text
const AS_BUFFER = (text: string): Buffer => Buffer.from(text)
/** What the client does without a serializer. */
const AS_IS: Serializer = (data) => data

/**
 * The form in which headers must be given, so that the producer's serializers write them as they are. They are functions of the
 * user, asked once with a probe.
 *
 * @returns nothing where none of both would arrive, as with a JSON serializer
 */
export function headerFormOf(producer: object): HeaderForm | undefined {
  const { serializers, registry } = optionsOf(producer)
  const { headerKey = AS_IS, headerValue = AS_IS } = registry?.getSerializers() ?? serializers ?? {}
  const key = formFor(headerKey)
  const value = formFor(headerValue)
  return key && value && { key, value, isText: key === AS_TEXT }
}

function formFor(serializer: Serializer): HeaderForm['key'] | undefined {
  return [AS_TEXT, AS_BUFFER].find((form) => arrives(serializer, form(PROBE)))
}

function arrives(serializer: Serializer, data: string | Buffer): boolean {
  try {
    const bytes = serializer(data)
    return bytes instanceof Uint8Array && Buffer.from(bytes).toString() === PROBE
  } catch {
    return false
  }
}

/** The client keeps its options under a symbol that it does not export. */
function optionsOf(producer: object): ProducerOptions {
  for (let at: object | null = producer; at !== null; at = Object.getPrototypeOf(at) as object | null) {
    const symbol = Object.getOwnPropertySymbols(at).find(({ description }) => description === 'plt.kafka.base.options')
    if (symbol !== undefined) return (producer as Readonly<Record<symbol, ProducerOptions | undefined>>)[symbol] ?? {}
  }
  return {}
}
