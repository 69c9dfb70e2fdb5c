/**
 * Broken implementations: each is the Node one with a single mistake, of a kind that real libraries make. Vectors name those that they
 * catch (`broken:<name>`), and `check.mjs` proves that they do.
 *
 * A mutation may change the headers before they are read (`headers`), the question (`asked`), the answer (`answer`), or modules of the
 * implementation (`modules`). Headers are `[key, value]`, one character a byte, the value may be null.
 */
const FORMATS = require('../formats.json')

const NOTHING = { context: null, baggage: [], decision: null, links: [], faults: [] }

const mapValues = (change) => (headers) =>
  headers.map(([key, value]) => [key, value === null ? null : change(value, key)])
const mapKeys = (change) => (headers) => headers.map(([key, value]) => [change(key), value])
const onlyOf = (key, change) => mapValues((value, given) => (given.toLowerCase() === key ? change(value) : value))
const eachContext = (change) => (answer) => ({
  ...answer,
  ...('context' in answer && { context: answer.context === null ? null : change(answer.context) }),
  ...('links' in answer && { links: answer.links.map(change) }),
})
const inContext = (change) => (request) =>
  request.context ? { ...request, context: change(request.context) } : request
const uberFlags = (change) =>
  onlyOf('uber-trace-id', (value) => {
    const fields = value.split(':')
    if (fields.length !== 4) return value
    return [...fields.slice(0, 3), change(fields[3])].join(':')
  })
const isInject = (request) => request.ask === 'inject'
const written = (change) => (answer, request) =>
  isInject(request) ? { ...answer, headers: change(answer.headers, request) } : answer
const FORMAT_KEYS = [
  ['traceparent'],
  ['uber-trace-id'],
  ['b3'],
  ['x-b3-traceid', 'x-b3-spanid', 'x-b3-sampled', 'x-b3-flags', 'x-b3-parentspanid'],
  ['x-datadog-trace-id', 'x-datadog-parent-id'],
  ['elasticapmtraceparent'],
  ['x-amzn-trace-id'],
  ['sentry-trace'],
  ['ot-tracer-traceid', 'ot-tracer-spanid'],
]
const REFUSED = '\u0001'
const stripped = (id) => id.replace(/^0+/, '')

module.exports.mutations = {
  blind: {
    says: 'sees nothing and writes nothing',
    answer: (answer, request) => (isInject(request) ? { headers: request.headers, lost: {} } : NOTHING),
  },
  inventive: {
    says: 'gives a context where there is none',
    answer: (answer, request) =>
      isInject(request)
        ? answer
        : {
            ...answer,
            context: answer.context ?? {
              traceId: '1'.repeat(32),
              spanId: '1'.repeat(16),
              sampled: true,
              debug: false,
              format: 'traceparent',
              tracestate: [],
            },
          },
  },
  silent: {
    says: 'never tells a fault',
    answer: (answer) => ('faults' in answer ? { ...answer, faults: [] } : { ...answer, lost: {} }),
  },
  forgetful: { says: 'gives no links', answer: (answer) => ('links' in answer ? { ...answer, links: [] } : answer) },
  'two-valued': {
    says: 'takes deferred for not sampled',
    asked: inContext((context) => ({ ...context, sampled: context.sampled ?? false })),
    answer: (answer) => {
      const decided = eachContext((context) => ({ ...context, sampled: context.sampled ?? false }))(answer)
      return decided
    },
  },
  'exact-case': {
    says: 'does not find keys in another letter case',
    headers: (headers, request) =>
      isInject(request)
        ? headers
        : headers.filter(([key]) => key === key.toLowerCase() || /^(uberctx|ot-baggage)-/.test(key)),
    answer: written((headers, request) => [
      ...request.headers.filter(([key]) => key !== key.toLowerCase()),
      ...headers.filter(([key]) => key === key.toLowerCase()),
    ]),
  },
  'exact-prefix': {
    says: 'does not find prefixes in another letter case, and lowers baggage keys',
    headers: (headers) =>
      headers.filter(([key]) => !/^(uberctx|ot-baggage)-/i.test(key) || /^(uberctx|ot-baggage)-/.test(key)),
  },
  'any-case': {
    says: 'does not prefer the exact key',
    headers: mapKeys((key) => key.replace(/[A-Z]/g, (letter) => letter.toLowerCase())),
  },
  'unicode-case': {
    says: 'compares keys in upper case, as Unicode folds it',
    headers: mapKeys((key) =>
      Buffer.from(Buffer.from(key, 'latin1').toString('utf8').toUpperCase().toLowerCase()).toString('latin1'),
    ),
  },
  'trims-keys': { says: 'trims keys', headers: mapKeys((key) => key.trim()) },
  'loose-keys': {
    says: 'finds keys that only resemble ours',
    headers: mapKeys((key) =>
      key
        .replace(/_/g, '-')
        .replace(/^x-(traceparent)$/, '$1')
        .replace(/^(traceparent)s$/, '$1')
        .replace(/^(b3|x-b3|x-datadog)-(x|other)$/, 'b3')
        .replace(/^uberctx?$/, 'uberctx-k'),
    ),
  },
  'cuts-at-nul': {
    says: 'cuts keys and values at NUL',
    headers: (headers) => headers.map(([key, value]) => [key.split('\0')[0], value?.split('\0')[0] ?? null]),
  },
  'fails-on-key': {
    says: 'fails for the whole record over a key that is not UTF-8',
    headers: (headers) => {
      if (headers.some(([key]) => Buffer.from(Buffer.from(key, 'latin1').toString('utf8')).toString('latin1') !== key))
        throw new Error('invalid utf-8')
      return headers
    },
  },
  'no-empty-key': {
    says: 'fails for the whole record over an empty key',
    headers: (headers) => {
      if (headers.some(([key]) => key === '')) throw new Error('empty key')
      return headers
    },
  },
  inherits: {
    says: 'looks keys up in an object that inherits',
    headers: (headers) => {
      const byKey = {}
      for (const [key, value] of headers) (byKey[key] ??= []).push(value)
      return Object.entries(byKey).flatMap(([key, values]) => values.map((value) => [key, value]))
    },
    answer: (answer) => {
      if (answer.baggage === undefined) return answer
      const byKey = {}
      for (const entry of answer.baggage) byKey[entry.key] = entry
      return { ...answer, baggage: Object.values(byKey) }
    },
  },
  'number-parser': {
    says: 'reads ids with a number parser: signs, prefixes, underscores, digits up to the first other character',
    modules: (load) => {
      const hex = load('hex')
      const parsed = (text, digits) => {
        const match = /^\s*[+-]?(?:0x)?([0-9a-f_]+)/i.exec(text.normalize('NFKC'))
        const id = (match?.[1] ?? '').replaceAll('_', '')
        return id === '' ? undefined : id.toLowerCase().padStart(digits, '0')
      }
      const { traceIdOf, spanIdOf } = hex
      hex.traceIdOf = (text, least) => parsed(text, 32) ?? traceIdOf(text, least)
      hex.spanIdOf = (text, least) => parsed(text, 16) ?? spanIdOf(text, least)
      hex.isLowerHex = (text, from, to) => /^[ +_0-9a-f]*$/.test(text.slice(from, to))
    },
    headers: (headers) =>
      headers.map(([key, value]) => [
        key,
        value === null || key === 'elasticapmtraceparent'
          ? value
          : value
              .replace(/\xef\xbc([\x90-\x99])/g, (_, digit) => String(digit.charCodeAt(0) - 0x90))
              .replace(/^0?x?-?([0-9]+)[a-z ]*$/, '$1')
              .replace(/%\+([0-9])/g, '%0$1'),
      ]),
  },
  'prefix-parser': {
    says: 'reads a value up to where it stops to make sense',
    headers: mapValues((value, key) =>
      key === 'traceparent'
        ? value.slice(0, 55)
        : key === 'elasticapmtraceparent'
          ? value.slice(0, 29)
          : value.split(',')[0],
    ),
  },
  'strict-16-hex': {
    says: 'wants ids of exactly 16 or 32 digits',
    modules: (load) => {
      const hex = load('hex')
      const { refused } = load('fault')
      const { traceIdOf, spanIdOf } = hex
      hex.traceIdOf = (text, least) =>
        text.length === 16 || text.length === 32 ? traceIdOf(text, least) : refused('bad_trace_id')
      hex.spanIdOf = (text, least) => (text.length === 16 ? spanIdOf(text, least) : refused('bad_span_id'))
    },
  },
  'padded-ids': {
    says: 'pads short ids and cuts long ones',
    modules: (load) => {
      const hex = load('hex')
      const { traceIdOf, spanIdOf } = hex
      hex.traceIdOf = (text) => traceIdOf(text.slice(-32).padStart(32, '0'), 32)
      hex.spanIdOf = (text) => spanIdOf(text.slice(-16).padStart(16, '0'), 16)
    },
  },
  'zero-ids': {
    says: 'takes ids of zeros',
    modules: (load) => {
      const hex = load('hex')
      const { isHex } = hex
      hex.isZero = () => false
      hex.traceIdOf = (text, least) =>
        isHex(text, least, 32) ? text.toLowerCase().padStart(32, '0') : load('fault').refused('bad_trace_id')
      hex.spanIdOf = (text, least) =>
        isHex(text, least, 16) ? text.toLowerCase().padStart(16, '0') : load('fault').refused('bad_span_id')
      hex.parentIdOf = (text, least) =>
        text !== undefined && isHex(text, least, 16) ? text.toLowerCase().padStart(16, '0') : undefined
    },
  },
  'signed-ids': {
    says: 'reads ids as signed numbers',
    answer: (answer) =>
      'context' in answer && answer.context !== null && /^[89a-f]/.test(answer.context.traceId)
        ? { ...answer, context: null }
        : answer,
  },
  'no-leading-zeros': {
    says: 'writes and gives ids without leading zeros',
    asked: inContext((context) => ({
      ...context,
      traceId: stripped(context.traceId),
      spanId: stripped(context.spanId),
    })),
    answer: eachContext((context) => ({
      ...context,
      traceId: stripped(context.traceId),
      spanId: stripped(context.spanId),
    })),
  },
  'low-half': {
    says: 'cuts trace ids to 64 bits',
    asked: inContext((context) => ({ ...context, traceId: context.traceId.slice(16).padStart(32, '0') })),
    answer: eachContext((context) => ({ ...context, traceId: context.traceId.slice(16).padStart(32, '0') })),
  },
  'upper-case': {
    says: 'keeps hex in upper case',
    answer: (answer, request) =>
      request.headers.some(([, value]) => /[A-F]/.test(value ?? ''))
        ? eachContext((context) => ({
            ...context,
            traceId: context.traceId.toUpperCase(),
            spanId: context.spanId.toUpperCase(),
          }))(answer)
        : answer,
  },
  'any-hex': {
    says: 'takes upper-case hex where the grammar has lower',
    headers: mapValues((value, key) =>
      key === 'traceparent' || key === 'sentry-trace' || key === 'ce_traceparent' ? value.toLowerCase() : value,
    ),
  },
  'decimal-flags': {
    says: 'reads the flags of uber-trace-id in base 10',
    headers: uberFlags((flags) => (/^\d+$/.test(flags) ? (Number(flags) & 0xff).toString(16) : 'zz')),
  },
  'one-digit-flags': {
    says: 'takes flags of uber-trace-id of one digit only',
    headers: uberFlags((flags) => (flags.length === 1 ? flags : 'zz')),
  },
  'flags-text': {
    says: 'compares flags of uber-trace-id as text',
    headers: uberFlags((flags) => (['1', '01', '3'].includes(flags) ? flags : '0')),
  },
  'truthy-flags': {
    says: 'takes any flags but zero for sampled',
    headers: (headers) =>
      uberFlags((flags) => (/^0*$/.test(flags) ? flags : '1'))(headers).map(([key, value]) => [
        key,
        key === 'elasticapmtraceparent' && value?.length === 29 && value[28] !== '\0'
          ? `${value.slice(0, 28)}\u0001`
          : value,
      ]),
  },
  'strict-version': {
    says: 'takes version 00 of traceparent only',
    headers: mapValues((value, key) => (key === 'traceparent' && !value.trim().startsWith('00') ? REFUSED : value)),
  },
  'strict-booleans': {
    says: 'takes one spelling of yes and no only',
    headers: mapValues((value, key) =>
      key === 'x-b3-sampled' && !/^[01]$/.test(value)
        ? 'x'
        : key === 'ot-tracer-sampled' && !/^(true|false)$/.test(value)
          ? 'x'
          : value,
    ),
  },
  'flags-decide': {
    says: 'takes x-b3-flags: 0 for not sampled',
    headers: (headers) =>
      headers.some(([key, value]) => key === 'x-b3-flags' && value === '0')
        ? [...headers.filter(([key]) => key !== 'x-b3-sampled'), ['x-b3-sampled', '0']]
        : headers,
  },
  'float-ids': {
    says: 'reads ids of decimal digits as floating-point numbers',
    headers: mapValues((value) =>
      /^\d{16,}$/.test(value)
        ? BigInt(Math.min(Number(value), 1.8e19))
            .toString()
            .padStart(value.length, '0')
        : value,
    ),
  },
  'priority-text': {
    says: 'knows the priorities 0, 1 and 2 as text only',
    headers: mapValues((value, key) =>
      key === 'x-datadog-sampling-priority' && !['0', '1', '2'].includes(value) ? 'x' : value,
    ),
  },
  'percent-decoder': {
    says: 'decodes every escape of uber-trace-id',
    headers: onlyOf('uber-trace-id', (value) => {
      let text = value
      while (/%[0-9a-f]{2}/i.test(text))
        text = text.replace(/%([0-9a-f]{2})/gi, (_, digits) => String.fromCharCode(parseInt(digits, 16)))
      return text
    }),
  },
  'text-only': {
    says: 'takes every header for text',
    headers: mapValues((value, key) =>
      key === 'elasticapmtraceparent'
        ? Buffer.from(Buffer.from(value, 'latin1').toString('utf8').trim()).toString('latin1')
        : value,
    ),
  },
  'field-order': {
    says: 'wants the fields of X-Ray in one order',
    headers: onlyOf('x-amzn-trace-id', (value) =>
      /^\s*Root\s*=[^;]*;\s*Parent\s*=[^;]*(;\s*Sampled\s*=[^;]*)?$/.test(value) ? value : 'x',
    ),
  },
  'loose-fields': {
    says: 'takes field names of X-Ray in any letter case',
    headers: onlyOf('x-amzn-trace-id', (value) =>
      value.replace(
        /(root|parent|sampled)\s*=/gi,
        (_, name) => `${name[0].toUpperCase()}${name.slice(1).toLowerCase()}=`,
      ),
    ),
  },
  'any-bytes': {
    says: 'does not look at bytes outside printable ASCII',
    headers: mapValues((value, key) => (key === 'elasticapmtraceparent' ? value : value.replace(/[^\x20-\x7e]/g, ''))),
  },
  'trims-unicode': {
    says: 'trims any white space',
    headers: mapValues((value, key) =>
      key === 'elasticapmtraceparent'
        ? value
        : Buffer.from(Buffer.from(value, 'latin1').toString('utf8').trim()).toString('latin1'),
    ),
  },
  'no-trim': {
    says: 'trims nothing',
    headers: mapValues((value) => (/^[ \t]|[ \t]$|[ \t][,;=]|[,;=][ \t]/.test(value) ? REFUSED + value : value)),
  },
  'no-tabs': { says: 'lets no tab through', headers: mapValues((value) => (value.includes('\t') ? REFUSED : value)) },
  'null-is-empty': {
    says: 'takes null for zero bytes',
    headers: (headers) => headers.map(([key, value]) => [key, value ?? '']),
  },
  'skips-bad': {
    says: 'drops null and empty headers without a word',
    headers: (headers) => headers.filter(([, value]) => value !== null && value !== ''),
  },
  unbounded: {
    says: 'has no limits',
    modules: (load) => {
      const { LIMITS, NO_LIMITS, WRITTEN } = load('limits')
      Object.assign(LIMITS, NO_LIMITS)
      for (const name of Object.keys(WRITTEN)) WRITTEN[name] = Infinity
    },
  },
  'low-cap': {
    says: 'has limits that are lower by one',
    modules: (load) => {
      const { LIMITS, WRITTEN } = load('limits')
      for (const limits of [LIMITS, WRITTEN]) for (const name of Object.keys(limits)) limits[name]--
    },
  },
  'gives-up': { says: 'looks at the first 999 headers only', headers: (headers) => headers.slice(0, 999) },
  'trims-first': {
    says: 'trims before it looks at the length',
    headers: mapValues((value) => value.replace(/^[ \t]{8,}|[ \t]{8,}$/g, '')),
  },
  'joined-duplicates': {
    says: 'joins repeats with commas',
    headers: (headers) =>
      [...new Set(headers.map(([key]) => key))].map((key) => {
        const values = headers.filter(([other]) => other === key).map(([, value]) => value)
        return [key, values.length === 1 ? values[0] : values.join(',')]
      }),
  },
  'first-wins': {
    says: 'takes the first of repeats',
    headers: (headers) =>
      headers
        .filter(([key], index) => headers.findIndex(([other]) => other.toLowerCase() === key.toLowerCase()) === index)
        .map(([key, value]) => [
          key,
          key === 'baggage' && value !== null
            ? value
                .split(',')
                .filter(
                  (member, index, all) =>
                    all.findIndex((other) => other.split('=')[0] === member.split('=')[0]) === index,
                )
                .join(',')
            : value,
        ]),
  },
  reverses: { says: 'turns the order of headers round', headers: (headers) => headers.toReversed() },
  'counts-copies': {
    says: 'counts identical copies of a value',
    modules: (load) => {
      load('field-reader').FieldReader.prototype.newest = function (key, values) {
        if (values.length > this.limits.repeats) this.refuse(key, 'over_limit')
        return values.slice(-this.limits.repeats)
      }
    },
  },
  'no-strict': {
    says: 'has no strict mode',
    asked: (request) => ({ ...request, options: { ...request.options, strict: false } }),
  },
  'always-strict': {
    says: 'refuses every conflict',
    asked: (request) => ({ ...request, options: { ...request.options, ...(!isInject(request) && { strict: true }) } }),
  },
  'last-format': {
    says: 'lets the last format win',
    asked: (request) =>
      isInject(request)
        ? request
        : { ...request, options: { ...request.options, read: (request.options.read ?? FORMATS).toReversed() } },
  },
  'fixed-order': {
    says: 'ignores the order that is configured, and what is not',
    asked: (request) => ({
      ...request,
      options: {
        ...request.options,
        read: undefined,
        ...(request.options.write && {
          write: request.options.write.toSorted((a, b) => FORMATS.indexOf(a) - FORMATS.indexOf(b)),
        }),
      },
    }),
  },
  'no-fallback': {
    says: 'looks at the first format that is there, good or bad',
    headers: (headers, request) => {
      if (isInject(request)) return headers
      const first = FORMAT_KEYS.findIndex((keys) => headers.some(([key]) => keys.includes(key)))
      const others = FORMAT_KEYS.filter((_, index) => index !== first).flat()
      return headers.filter(([key]) => !others.includes(key))
    },
  },
  'full-compare': {
    says: 'compares all 128 bits of a trace id only',
    modules: (load) => {
      load('trace-context').sameTrace = (a, b) => a === b
    },
  },
  'half-compare': {
    says: 'compares the low half of a trace id only',
    modules: (load) => {
      load('trace-context').sameTrace = (a, b) => a.slice(16) === b.slice(16)
    },
  },
  'winner-only': {
    says: 'takes nothing from the formats that lost',
    answer: (answer, request, ask) =>
      isInject(request) || !answer.context
        ? answer
        : {
            ...answer,
            context: ask({ ...request, options: { ...request.options, read: [answer.context.format] } }).context,
          },
  },
  'merges-any': {
    says: 'takes yes from any format of the trace',
    answer: (answer, request) =>
      answer.context && /(01|:1|:3|-1|-d)$/.test(request.headers.map(([, value]) => value ?? '').join(' '))
        ? { ...answer, context: { ...answer.context, sampled: true } }
        : answer.context &&
            answer.context.sampled === true &&
            request.headers.some(([key, value]) => key === 'b3' && value?.length === 49)
          ? { ...answer, context: { ...answer.context, sampled: null } }
          : answer,
  },
  'no-decision': {
    says: 'knows no decisions',
    answer: (answer, request) =>
      isInject(request)
        ? request.context
          ? answer
          : { headers: request.headers, lost: {} }
        : { ...answer, decision: null },
  },
  'decides-anyway': {
    says: 'gives a decision beside a context',
    answer: (answer, request, ask) =>
      isInject(request) || !answer.context
        ? answer
        : {
            ...answer,
            decision: ask({ ...request, options: { ...request.options, read: ['b3', 'b3-multi', 'jaeger-debug-id'] } })
              .decision,
          },
  },
  'ce-as-context': {
    says: 'takes ce_traceparent for the context where there is none',
    answer: (answer) =>
      answer.context === null && answer.links?.[0]?.format === 'ce_traceparent'
        ? { ...answer, context: answer.links[0], links: answer.links.slice(1) }
        : answer,
  },
  'no-ce': {
    says: 'does not know ce_traceparent',
    headers: (headers, request) =>
      isInject(request) ? headers : headers.filter(([key]) => key.toLowerCase() !== 'ce_traceparent'),
  },
  'half-context': {
    says: 'gives a context with zeros in place of an id that is missing',
    modules: (load) => {
      const ids = load('formats/id-headers')
      const { readIds } = ids
      ids.readIds = (headers, given) => {
        const read = readIds(headers, given)
        return read === 'refused' ? { traceId: '0'.repeat(32), spanId: '0'.repeat(16) } : read
      }
    },
  },
  'honours-debug': {
    says: 'honours debug always',
    asked: (request) => ({ ...request, options: { ...request.options, debug: undefined } }),
  },
  'debug-blind': {
    says: 'knows no debug',
    asked: (request) => ({
      ...inContext((context) => ({ ...context, debug: false }))(request),
      ...(request.decision && { decision: { ...request.decision, debug: false } }),
    }),
    answer: (answer) => ({
      ...eachContext((context) => ({ ...context, debug: false }))(answer),
      ...(answer.decision && { decision: { ...answer.decision, debug: false } }),
    }),
  },
  'debug-flag': {
    says: 'writes debug as a flag of formats that have none, and keeps it without sampled',
    answer: (answer, request) => {
      if (!isInject(request))
        return answer.context && request.headers.some(([, value]) => /:[23]$|-d$/.test(value ?? ''))
          ? { ...answer, context: { ...answer.context, debug: true } }
          : answer
      if (!request.context?.debug) return answer
      return {
        ...answer,
        headers: answer.headers.map(([key, value]) => [
          key,
          key === 'traceparent' ? value.replace(/01$/, '03') : key === 'b3' ? value.replace(/1$/, 'd') : value,
        ]),
      }
    },
  },
  'no-parent': { says: 'never gives a parent', answer: eachContext(({ parentId, ...context }) => context) },
  'parent-as-span': {
    says: 'takes the parent for the span',
    asked: inContext((context) => ({ ...context, spanId: context.parentId ?? context.spanId })),
    answer: eachContext((context) => ({ ...context, spanId: context.parentId ?? context.spanId })),
  },
  'no-tracestate': {
    says: 'knows no tracestate',
    asked: inContext((context) => ({ ...context, tracestate: [] })),
    answer: eachContext((context) => ({ ...context, tracestate: [] })),
  },
  'strict-tracestate': {
    says: 'drops the whole tracestate over one bad member',
    answer: (answer) =>
      answer.faults?.some(({ header }) => header === 'tracestate')
        ? eachContext((context) => ({ ...context, tracestate: [] }))(answer)
        : answer,
  },
  'raw-tracestate': {
    says: 'writes members of tracestate as they are',
    modules: (load) => {
      load('formats/tracestate').writableTracestate = (members) => [...members]
    },
  },
  'orphan-tracestate': {
    says: 'reads tracestate without traceparent',
    answer: (answer, request) =>
      answer.faults && !answer.context && request.headers.some(([key]) => key === 'tracestate')
        ? { ...answer, faults: [...answer.faults, { header: 'tracestate', reason: 'bad_shape' }] }
        : answer.context && answer.context.tracestate.length === 0
          ? {
              ...answer,
              context: {
                ...answer.context,
                tracestate: (request.headers.find(([key]) => key === 'tracestate')?.[1] ?? '')
                  .split(',')
                  .filter(Boolean),
              },
            }
          : answer,
  },
  'dropped-baggage': {
    says: 'loses baggage',
    asked: (request) => ({ ...request, baggage: [] }),
    headers: (headers, request) =>
      isInject(request)
        ? headers.filter(([key]) => !/^(baggage|jaeger-baggage|uberctx-|ot-baggage-)/i.test(key))
        : headers,
    answer: (answer) => ('baggage' in answer ? { ...answer, baggage: [] } : answer),
  },
  'raw-baggage': {
    says: 'neither decodes nor encodes baggage',
    headers: onlyOf('baggage', (value) => value.replaceAll('%', '%25')),
    answer: written((headers) =>
      headers.map(([key, value]) => [
        key,
        key === 'baggage'
          ? value.replace(/(%[0-9A-F]{2})+/g, (escapes) => Buffer.from(decodeURIComponent(escapes)).toString('latin1'))
          : value,
      ]),
    ),
  },
  'decodes-first': {
    says: 'decodes values before they are split, also those that are raw',
    headers: mapValues((value, key) =>
      /baggage|uberctx/i.test(key)
        ? value.replace(/%([0-9a-f]{2})/gi, (_, digits) =>
            parseInt(digits, 16) < 0x80 ? String.fromCharCode(parseInt(digits, 16)) : `%${digits}`,
          )
        : value,
    ),
  },
  'decodes-plus': {
    says: 'takes a plus for a space',
    headers: onlyOf('baggage', (value) => value.replaceAll('+', '%20')),
  },
  'strict-baggage': {
    says: 'drops all of baggage over one member that it does not like',
    headers: mapValues((value, key) =>
      /^(jaeger-)?baggage$/i.test(key) && !/^[\w-]+=[\w%.-]+(,[\w-]+=[\w%.-]+)*$/.test(value) ? REFUSED : value,
    ),
  },
  'strips-bom': {
    says: 'strips a byte order mark from values',
    answer: (answer) =>
      'baggage' in answer
        ? {
            ...answer,
            baggage: answer.baggage.map((entry) => ({ ...entry, value: entry.value.replace(/^\ufeff/, '') })),
          }
        : answer,
  },
  'no-properties': {
    says: 'loses properties of baggage',
    answer: (answer) =>
      'baggage' in answer ? { ...answer, baggage: answer.baggage.map(({ key, value }) => ({ key, value })) } : answer,
  },
  'lower-cases': {
    says: 'puts keys into lower case',
    headers: (headers, request) => (isInject(request) ? mapKeys((key) => key.toLowerCase())(headers) : headers),
    answer: (answer) =>
      'baggage' in answer
        ? { ...answer, baggage: answer.baggage.map((entry) => ({ ...entry, key: entry.key.toLowerCase() })) }
        : answer,
  },
  'one-form': {
    says: 'reads baggage from `baggage` alone',
    headers: (headers) => headers.filter(([key]) => !/^(uberctx-|ot-baggage-|jaeger-baggage)/i.test(key)),
  },
  'all-forms': {
    says: 'writes every entry in every form',
    modules: (load) => {
      load('baggage/raw-safe').isRawSafe = () => true
    },
  },
  'no-forms': {
    says: 'writes baggage in no other form',
    answer: written((headers) => headers.filter(([key]) => !/^(uberctx-|ot-baggage-|jaeger-baggage)/.test(key))),
  },
  'stale-beside-new': {
    says: 'appends without removing the old context',
    answer: (answer, request) =>
      isInject(request) && JSON.stringify(answer.headers) !== JSON.stringify(request.headers)
        ? {
            ...answer,
            headers: [
              ...request.headers,
              ...answer.headers.filter(
                (pair) => !request.headers.some((own) => own[0] === pair[0] && own[1] === pair[1]),
              ),
            ],
          }
        : answer,
  },
  'new-first': {
    says: 'puts its headers in front',
    answer: written((headers, request) => {
      const own = headers.filter(([key, value]) =>
        request.headers.some((given) => given[0] === key && given[1] === value),
      )
      return [...headers.filter((pair) => !own.includes(pair)), ...own]
    }),
  },
  'removes-all': {
    says: 'removes headers of others',
    answer: written((headers, request) =>
      headers.filter(([key, value]) => !request.headers.some((own) => own[0] === key && own[1] === value)),
    ),
  },
  'half-written': {
    says: 'removes the old context also where it writes none',
    answer: (answer, request) =>
      isInject(request) && JSON.stringify(answer.headers) === JSON.stringify(request.headers)
        ? { ...answer, headers: [] }
        : answer,
  },
  'empty-values': {
    says: 'writes empty headers',
    answer: written((headers) => [
      ...headers,
      ...['tracestate', 'baggage', 'jaeger-baggage']
        .filter((key) => !headers.some(([other]) => other === key))
        .map((key) => [key, '']),
    ]),
  },
  'capital-keys': {
    says: 'writes keys in capitals',
    answer: written((headers, request) =>
      headers.map(([key, value]) => [
        request.headers.some(([own]) => own === key) ? key : key.replace(/(^|-)[a-z]/g, (start) => start.toUpperCase()),
        value,
      ]),
    ),
  },
  'raw-debug-id': {
    says: 'writes jaeger-debug-id whatever the id is',
    answer: (answer, request) =>
      isInject(request) &&
      request.decision?.debugId !== undefined &&
      !answer.headers.some(([key]) => key === 'jaeger-debug-id')
        ? { ...answer, headers: [...answer.headers, ['jaeger-debug-id', request.decision.debugId]] }
        : answer,
  },
}
