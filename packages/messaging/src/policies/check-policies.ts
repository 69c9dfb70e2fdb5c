import { LIMITS } from '@filrouge/propagation'
import { requireChoice, requireList, requireMembers, requireNumber, textOf, type Given } from '../options/requirements'
import { MODES } from './producer-policy'

const PRODUCER = ['mode', 'spans', 'onExisting', 'baggage'] as const
const CONSUMER = ['mode', 'relation', 'maxAge', 'trust', 'strict', 'baggage', 'limits'] as const
const YES_OR_NO = [true, false]

/** @throws TypeError naming the rule and what is wrong with it */
export function checkRules(rules: unknown): void {
  for (const [index, given] of requireList('rules', rules, '{ topics, producer?, consumer? }').entries()) {
    const name = `rules[${String(index)}]`
    if (given === undefined) throw new TypeError(`${name} is undefined: use { topics, producer?, consumer? }`)
    const rule = requireMembers(name, given, ['topics', 'producer', 'consumer'])
    const { topics } = rule
    if (typeof topics !== 'string' && !isNames(topics) && typeof topics !== 'function') {
      throw new TypeError(`${name}.topics is ${textOf(topics)}: use names, with * as wildcard, or a test of a name`)
    }
    checkPolicies(`${name}.`, rule)
  }
}

/** @param given what may hold a `producer` and a `consumer` policy */
export function checkPolicies(place: string, given: Given): void {
  checkProducer(`${place}producer`, requireMembers(`${place}producer`, given['producer'], PRODUCER))
  checkConsumer(`${place}consumer`, requireMembers(`${place}consumer`, given['consumer'], CONSUMER))
}

function checkProducer(name: string, policy: Given): void {
  requireChoice(`${name}.mode`, policy['mode'], MODES)
  requireChoice(`${name}.spans`, policy['spans'], ['auto', 'send', 'message'])
  requireChoice(`${name}.onExisting`, policy['onExisting'], ['replace', 'preserve'])
  requireBaggage(`${name}.baggage`, policy['baggage'])
}

function checkConsumer(name: string, policy: Given): void {
  requireChoice(`${name}.mode`, policy['mode'], MODES)
  requireChoice(`${name}.relation`, policy['relation'], ['auto', 'parent', 'link'])
  requireChoice(`${name}.trust`, policy['trust'], YES_OR_NO)
  requireChoice(`${name}.strict`, policy['strict'], YES_OR_NO)
  requireNumber(`${name}.maxAge`, policy['maxAge'], 0)
  requireBaggage(`${name}.baggage`, policy['baggage'])
  const limits = requireMembers(`${name}.limits`, policy['limits'], Object.keys(LIMITS))
  for (const [limit, value] of Object.entries(limits)) requireNumber(`${name}.limits.${limit}`, value, 0)
  if (policy['trust'] === false && policy['relation'] === 'parent') {
    throw new TypeError(`${name}: a parent decides on sampling, so that trust: false goes with relation: 'link'`)
  }
}

function requireBaggage(name: string, value: unknown): void {
  if (value === undefined || value === 'all' || value === 'none' || isNames(value) || typeof value === 'function')
    return
  throw new TypeError(
    `${name} is ${textOf(value)}: use all, none, a list of keys, with * as wildcard, or a test of a key`,
  )
}

function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((name) => typeof name === 'string')
}
