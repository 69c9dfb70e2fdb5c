import { theme, type Scenario } from '../scenario'
import { sendingMessages } from './sending'

const HEADERS = ['Message.headers', 'Message.value']
const withHeader = (name: string, value: () => unknown, refused = false): Scenario =>
  sendingMessages(name, () => [{ value: 'v', headers: { before: 'b', own: value(), after: 'a' } }], {
    covers: HEADERS,
    refused,
  })
const withHeaders = (name: string, headers: () => unknown, refused = false): Scenario =>
  sendingMessages(name, () => [{ value: 'v', headers: headers() }], { covers: HEADERS, refused })

/** What stands in a header. kafkajs writes some of these wrongly and throws for others: no better and no worse when wrapped. */
const values = theme('header value', [
  withHeader('text', () => 'text'),
  withHeader('text that is not ASCII', () => 'zürich 🚲'),
  withHeader('empty text', () => ''),
  withHeader('bytes', () => Buffer.from('bytes')),
  withHeader('no bytes', () => Buffer.of()),
  withHeader('bytes that are no text', () => Buffer.from([0, 255, 128, 254, 10, 0])),
  withHeader('a Uint8Array', () => Uint8Array.of(1, 2, 200), true),
  withHeader('a Float64Array', () => Float64Array.of(1.5), true),
  withHeader('an ArrayBuffer', () => new ArrayBuffer(3), true),
  withHeader('several texts', () => ['one', 'two', 'one']),
  withHeader('several bytes', () => [Buffer.from('one'), Buffer.from([255])]),
  withHeader('texts and bytes', () => ['one', Buffer.from([254, 1])]),
  withHeader('no value in an array', () => []),
  withHeader('undefined', () => undefined, true),
  withHeader('null', () => null, true),
  withHeader('a number', () => 5, true),
  withHeader('a boolean', () => true, true),
  withHeader('a Date', () => new Date(0), true),
  withHeader('an object', () => ({ a: 1 }), true),
  withHeader('null among several', () => ['one', null], true),
  withHeader('undefined among several', () => ['one', undefined], true),
  withHeader('an array in an array', () => [['one']], true),
  withHeaders('null under a name of a trace', () => ({ traceparent: null }), true),
  withHeaders('a number under a name of a trace', () => ({ 'uber-trace-id': 7 }), true),
])

const shared = Object.freeze({ own: 'shared', bytes: Buffer.from([255, 0]) })

/** What holds the headers. */
const objects = theme('headers', [
  withHeaders('null', () => null, true),
  withHeaders('undefined', () => undefined),
  withHeaders('none in the object', () => ({})),
  withHeaders('a text', () => 'ab'),
  withHeaders('an array', () => ['zero', 'one']),
  withHeaders('a Map', () => new Map([['own', 'x']])),
  withHeaders('no prototype', () => Object.assign(Object.create(null) as object, { own: 'x' })),
  withHeaders('inherited', () => Object.create({ inherited: 'x' }, { own: { value: 'y', enumerable: true } })),
  withHeaders('not enumerable', () => Object.defineProperty({ own: 'x' }, 'hidden', { value: 'y' })),
  withHeaders('under a symbol', () => ({ own: 'x', [Symbol('hidden')]: 'y' })),
  withHeaders('by a getter', () => Object.defineProperty({}, 'own', { get: () => 'x', enumerable: true })),
  withHeaders('by a class with getters', () => new TenantHeaders('acme')),
  withHeaders('through a proxy', () => new Proxy({ own: 'x' }, {})),
  withHeaders(
    'by a getter that throws',
    () => Object.defineProperty({}, 'own', { get: failing, enumerable: true }),
    true,
  ),
  withHeaders('under an empty name', () => ({ '': 'x' })),
  withHeaders('under a name that is not ASCII', () => ({ städte: 'x' })),
  withHeaders('under names of Object', () => ({ constructor: 'x', toString: 'y', hasOwnProperty: 'z' })),
  withHeaders('under __proto__', () => JSON.parse('{"__proto__":"x","own":"y"}') as object),
  withHeaders('under numbers, which come first', () => ({ b: '1', 10: '2', 9: '3', a: '4' })),
  withHeaders('in two letter cases', () => ({ own: '1', Own: '2', OWN: '3' })),
  withHeaders('a hundred', () => Object.fromEntries(Array.from({ length: 100 }, (_, i) => [`h${i}`, `v${i}`]))),
  withHeaders('of 100 kB', () => ({ own: 'x'.repeat(100_000) })),
  withHeaders('of another trace', () => ({ TraceParent: `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`, own: 'x' })),
  withHeaders('of a broken trace', () => ({ traceparent: 'broken', 'uber-trace-id': Buffer.from([255]), own: 'x' })),
  withHeaders('of other frameworks', () => ({ ce_id: '1', sw8: 'x', kafka_correlationId: Buffer.from([0, 1]) })),
  sendingMessages(
    'of their own for each message',
    () => Array.from('abc', (value) => ({ value, headers: { own: value } })),
    {
      covers: HEADERS,
    },
  ),
  withHeaders('frozen', () => Object.freeze({ own: 'x' })),
  sendingMessages(
    'one frozen object for many messages',
    () => Array.from('abcde', (value) => ({ value, headers: shared })),
    {
      covers: HEADERS,
    },
  ),
  sendingMessages(
    'one open object for many messages',
    () => {
      const headers = { own: 'x' }
      return Array.from('abcde', (value) => ({ value, headers }))
    },
    { covers: HEADERS },
  ),
])

export const headers = [...values, ...objects]

class TenantHeaders {
  readonly #tenant: string
  readonly plain = 'own'
  constructor(tenant: string) {
    this.#tenant = tenant
  }
  get tenant(): string {
    return this.#tenant
  }
}

function failing(): never {
  throw new Error('the header cannot be read')
}
