/** How vectors are written down: text in, the hex of `vectors/*.json` out. Expected values are written here by hand. */
export const T = '4bf92f3577b34da6a3ce929d0e0e4736'
export const S = '00f067aa0ba902b7'
/** Takes the text of a header for a number up to the first character that does not fit, and writes that number out again. */
export const CONNECT =
  'https://github.com/apache/kafka/blob/trunk/connect/api/src/main/java/org/apache/kafka/connect/storage/SimpleHeaderConverter.java'

/** The trace and span of another request. */
export const T2 = '0af7651916cd43dd8448eb211c80319c'
export const S2 = 'b7ad6b7169203331'

export const TP = `00-${T}-${S}-01`
export const TP2 = `00-${T2}-${S2}-01`
export const UB = `${T}:${S}:0:1`
export const UB2 = `${T2}:${S2}:0:1`

/** A context as vectors have it; `sampled: null` is deferred. */
export const context = (
  format,
  { traceId = T, spanId = S, parentId, sampled = true, debug = false, tracestate = [] } = {},
) => ({
  traceId,
  spanId,
  ...(parentId !== undefined && { parentId }),
  sampled,
  debug,
  format,
  tracestate,
})
export const other = (format, rest) => context(format, { traceId: T2, spanId: S2, ...rest })

export const entry = (key, value, properties) => ({ key, value, ...(properties !== undefined && { properties }) })
/** `{a: '1'}` as baggage. */
export const entries = (object) => Object.entries(object).map(([key, value]) => entry(key, value))

/** `'header:reason'` as a fault; the reason follows the last colon. */
export const fault = (text) => {
  const at = text.lastIndexOf(':')
  return { header: text.slice(0, at), reason: text.slice(at + 1) }
}

export const bytes = (hex) => Buffer.from(hex, 'hex')
const hexOf = (data) => (data === null ? null : Buffer.from(data).toString('hex'))
const pairs = (headers) => headers.map(([key, value]) => [hexOf(key), hexOf(value)])

const NON_UTF8 = (key) =>
  typeof key !== 'string' && !Buffer.from(Buffer.from(key).toString('utf8')).equals(Buffer.from(key))

/** What a client must deliver for this carrier to arrive as it is. */
function requirementsOf(headers) {
  const keys = headers.map(([key]) => Buffer.from(key).toString('hex'))
  return [
    ...(new Set(keys).size < keys.length ? ['ordered-duplicates'] : []),
    ...(headers.some(([, value]) => value === null) ? ['null-values'] : []),
    ...(headers.some(([key]) => NON_UTF8(key)) ? ['non-utf8-keys'] : []),
    ...(headers.some(([key]) => Buffer.from(key).includes(0)) ? ['nul-keys'] : []),
  ]
}

/** Defaults of a topic's vectors, then the vectors themselves. */
export function topic(name, defaults) {
  const vectors = { extract: [], inject: [] }
  const about = (id, title, given) => ({
    id,
    title,
    why: given.why,
    source: given.source ?? defaults.source,
    must: [given.must ?? defaults.must].flat(),
    catches: [given.catches ?? defaults.catches].flat(),
  })
  return {
    name,
    vectors,
    /** A record as it was received, and what is to be extracted from it. */
    read(id, title, headers, given) {
      const {
        context: found = null,
        baggage = [],
        decision = null,
        links = [],
        faults = [],
        options,
        readableBy,
      } = given
      const requires = requirementsOf(headers)
      vectors.extract.push({
        ...about(id, title, given),
        ...(requires.length > 0 && { requires }),
        ...(readableBy !== undefined && { readableBy }),
        ...(options !== undefined && { options }),
        carrier: pairs(headers),
        expected: { context: found, baggage, decision, links, faults: faults.map(fault) },
      })
    },
    /** A context (or a decision) and baggage, and the exact headers that a record is sent with. */
    write(id, title, expected, given) {
      const { context: written = null, decision, baggage = [], options, headers = [], lost = {} } = given
      const requires = requirementsOf(headers)
      vectors.inject.push({
        ...about(id, title, given),
        ...(requires.length > 0 && { requires }),
        ...(options !== undefined && { options }),
        headers: pairs(headers),
        context: written,
        ...(decision !== undefined && { decision }),
        baggage,
        expected: {
          headers: pairs(expected),
          lost: { baggage: 0, tracestate: 0, deferred: 0, formats: 0, ...lost },
        },
      })
    },
  }
}
