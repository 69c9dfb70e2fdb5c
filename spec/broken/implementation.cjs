const { join } = require('node:path')

const DIST = join(__dirname, '..', '..', 'packages', 'propagation', 'dist')
const UTF8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The built Node implementation with one mutation in it, as a function from a request of the subject protocol to its answer. */
module.exports.brokenImplementation = function brokenImplementation(mutation) {
  // A copy of its own: mutations change its modules.
  for (const path of Object.keys(require.cache)) if (path.startsWith(DIST)) delete require.cache[path]
  const load = (name) => require(join(DIST, `${name}.js`))
  mutation.modules?.(load)
  const { extract, inject, injectDecision } = load('index')

  const plain = (request) => {
    const own = entriesOf(request.headers)
    if (request.ask === 'extract') return answerOf(extract(own, request.options))
    const { context, decision, baggage, options } = request
    const { headers, lost } = context
      ? inject(own, given(context), baggage, options)
      : injectDecision(own, given(decision), baggage, options)
    return { headers: headers.map(([key, value]) => [latin1(key), value === null ? null : latin1(value)]), lost }
  }
  return (request) => {
    const asked = mutation.asked?.(request) ?? request
    const headers = mutation.headers?.(asked.headers, asked) ?? asked.headers
    const answer = plain({ ...asked, headers })
    return mutation.answer?.(answer, request, plain) ?? answer
  }
}

/** A key that is not UTF-8 is a header of others, which a client with string keys cannot name. */
function entriesOf(headers) {
  return headers.flatMap(([key, value]) => {
    try {
      return [[UTF8.decode(Buffer.from(key, 'latin1')), value === null ? null : Buffer.from(value, 'latin1')]]
    } catch {
      return []
    }
  })
}

const latin1 = (data) => Buffer.from(data).toString('latin1')
const given = ({ sampled, ...rest }) => ({ ...rest, ...(sampled !== null && { sampled }) })
const told = (value) => (value === undefined ? null : { ...value, sampled: value.sampled ?? null })
const answerOf = ({ context, baggage, decision, links, faults }) => ({
  context: told(context),
  baggage,
  decision: told(decision),
  links: links.map(told),
  faults,
})
