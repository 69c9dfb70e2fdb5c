import { formatsToRead, formatsToWrite } from '@filrouge/propagation'
import type { MessagingOptions } from './options'
import { MODES } from './policies/producer-policy'

type Given = Readonly<Record<string, unknown>>

const TRACER_METHODS = ['start', 'active', 'identityOf', 'withActive', 'defaultFormats', 'close'] as const
const OPTIONS = ['tracer', 'producer', 'consumer', 'rules', 'formats', 'observers', 'observerQueue', 'decorators', 'spanName', 'recordKeys', 'maxMessageBytes', 'clientId', 'component', 'onForeign', 'onError'] // prettier-ignore
const PRODUCER = { mode: MODES, spans: ['auto', 'send', 'message'], onExisting: ['replace', 'preserve'], baggage: null }
const CONSUMER = {
  mode: MODES,
  relation: ['auto', 'parent', 'link'],
  trust: [true, false],
  strict: [true, false],
  maxAge: null,
  baggage: null,
  limits: null,
}

/**
 * Finds what is wrong with options when tracing is set up, where an error costs no message.
 *
 * @throws TypeError naming the option and what it takes
 */
export function checkOptions(options: MessagingOptions): void {
  const given = ((options as unknown) ?? {}) as Given
  const tracer = given['tracer'] as Given | null | undefined
  if (!TRACER_METHODS.every((name) => typeof tracer?.[name] === 'function')) {
    throw new TypeError('tracer is no message tracer: wrap yours, as in { tracer: openTracing(tracer) }')
  }
  requireKnown('', given, OPTIONS)
  requireChoices('', given, { onForeign: ['yield', 'both'], recordKeys: [true, false] })
  requireNumber('maxMessageBytes', given['maxMessageBytes'], 0)
  requireNumber('observerQueue', given['observerQueue'], 1)
  requirePolicies('', given)
  const rules = given['rules'] ?? []
  if (!Array.isArray(rules)) throw new TypeError('rules is no list: use [{ topics, producer?, consumer? }]')
  rules.forEach((rule: unknown, index) => {
    const place = `rules[${String(index)}].`
    const { topics } = rule as Given
    const isNames = typeof topics === 'string' || (Array.isArray(topics) && topics.every((t) => typeof t === 'string'))
    if (!isNames && typeof topics !== 'function') {
      throw new TypeError(
        `${place}topics is ${JSON.stringify(topics)}: use names, with * as wildcard, or a test of a name`,
      )
    }
    requireKnown(place, rule as Given, ['topics', 'producer', 'consumer'])
    requirePolicies(place, rule as Given)
  })
  formatsToRead(options.formats?.read)
  formatsToWrite(options.formats?.write)
}

function requirePolicies(place: string, given: Given): void {
  for (const [name, choices] of [['producer', PRODUCER] as const, ['consumer', CONSUMER] as const]) {
    const policy = given[name] as Given | undefined
    if (policy === undefined) continue
    requireKnown(`${place}${name}.`, policy, Object.keys(choices))
    requireChoices(`${place}${name}.`, policy, choices)
    requireNumber(`${place}${name}.maxAge`, policy['maxAge'], 0)
    if (policy['trust'] === false && policy['relation'] === 'parent') {
      throw new TypeError(
        `${place}${name}: a parent decides on sampling, so that trust: false goes with relation: 'link'`,
      )
    }
  }
}

/** A misspelt name would be a policy that silently does not hold. */
function requireKnown(place: string, given: Given, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new TypeError(`${place}${unknown} is no option: use ${known.join(', ')}`)
}

function requireChoices(
  place: string,
  given: Given,
  choices: Readonly<Record<string, readonly unknown[] | null>>,
): void {
  for (const [name, takes] of Object.entries(choices)) {
    const value = given[name]
    if (value === undefined || takes === null || takes.includes(value)) continue
    throw new TypeError(`${place}${name} is ${JSON.stringify(value)}: use one of ${takes.join(', ')}`)
  }
}

function requireNumber(name: string, value: unknown, least: number): void {
  if (value === undefined || (typeof value === 'number' && value >= least)) return
  throw new TypeError(`${name} is ${JSON.stringify(value)}: use a number from ${String(least)}`)
}
