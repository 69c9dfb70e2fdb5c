import type { Requirement } from '../vectors/vector'
import { specFormats } from '../vectors/spec-files'
import { shapeCheck } from './shape-check'

export const PROTOCOL = 1

/** Where a live subject finds its records. */
export interface LiveTopic {
  /** `host:port` each */
  readonly brokers: readonly string[]
  readonly topic: string
  readonly group: string
}

export interface HelloRequest {
  readonly id: 'hello'
  readonly ask: 'hello'
  readonly protocol: number
  readonly live?: LiveTopic
}

/** How a subject describes itself (spec/subject-protocol.md, section 2). */
export interface Hello {
  readonly protocol: number
  readonly name: string
  readonly language: string
  readonly library: string
  /** `full` is compared on everything, `ids` on the ids as numbers and the sampled flag */
  readonly level: 'full' | 'ids'
  readonly reads: readonly string[]
  readonly writes?: readonly string[]
  readonly delivers: readonly Requirement[]
}

const TEXT = { type: 'string', minLength: 1, maxLength: 200 }

/** A name with a slip in it would leave all of its vectors out without a word. */
const FORMATS = { type: 'array', items: { enum: specFormats() } }

export const faultOfHello = shapeCheck({
  type: 'object',
  required: ['protocol', 'name', 'language', 'library', 'level', 'reads', 'delivers'],
  properties: {
    protocol: { const: PROTOCOL },
    name: TEXT,
    language: TEXT,
    library: TEXT,
    level: { enum: ['full', 'ids'] },
    reads: { ...FORMATS, minItems: 1 },
    writes: FORMATS,
    delivers: { type: 'array', items: { enum: ['ordered-duplicates', 'null-values', 'non-utf8-keys', 'nul-keys'] } },
  },
})

export function helloRequest(live?: LiveTopic): HelloRequest {
  return { id: 'hello', ask: 'hello', protocol: PROTOCOL, ...(live !== undefined && { live }) }
}
