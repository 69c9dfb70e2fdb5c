// A broken subject of the subject protocol: node subject.cjs <name>, with a name of mutations.cjs, or `none` for the one that is not broken.
const { createInterface } = require('node:readline')
const FORMATS = require('../formats.json')
const { brokenImplementation } = require('./implementation.cjs')
const { mutations } = require('./mutations.cjs')

const [name = 'none'] = process.argv.slice(2)
if (name !== 'none' && !Object.hasOwn(mutations, name)) {
  console.error(`no broken subject is named ${name}: use one of ${Object.keys(mutations).join(', ')}`)
  process.exit(2)
}
const ask = brokenImplementation(mutations[name] ?? {})
const hello = {
  protocol: 1,
  name: `broken-${name}`,
  language: 'node',
  library: '@filrouge/propagation, with a mistake',
  level: 'full',
  reads: FORMATS,
  writes: FORMATS,
  delivers: ['ordered-duplicates', 'null-values', 'non-utf8-keys', 'nul-keys'],
}
const bytes = (hex) => (hex === null ? null : Buffer.from(hex, 'hex').toString('latin1'))
const hex = (text) => (text === null ? null : Buffer.from(text, 'latin1').toString('hex'))

function answer(request) {
  if (request.ask === 'hello') return hello
  try {
    const headers = request.headers.map(([key, value]) => [bytes(key), bytes(value)])
    const answered = ask({ ...request, headers })
    return 'faults' in answered
      ? answered
      : { ...answered, headers: answered.headers.map(([key, value]) => [hex(key), hex(value)]) }
  } catch (error) {
    return { error: error.message }
  }
}

createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line)
  process.stdout.write(`${JSON.stringify({ id: request.id, ...answer(request) })}\n`)
})
