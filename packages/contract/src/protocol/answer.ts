import { abridged, escapedText } from '../escaped-text'
import type { Context, Extraction, Injection } from '../vectors/vector'
import { shapeCheck } from './shape-check'
import { contextByIdsSchema, extractionProperties, injectionProperties } from './shapes'

/** A line of a subject that is an object with an id; the rest of its shape depends on what was asked. */
export type Answer = Readonly<Record<string, unknown>> & { readonly id: string }

/** A context at level `ids`: 1 to 32 and 1 to 16 hex digits. */
export type ContextByIds = Pick<Context, 'traceId' | 'spanId' | 'sampled'>
export interface ExtractionByIds {
  readonly context: ContextByIds | null
}

/** Its texts are escaped. */
export type Reply =
  | { readonly kind: 'extraction'; readonly extraction: Extraction }
  | { readonly kind: 'ids'; readonly extraction: ExtractionByIds }
  | { readonly kind: 'injection'; readonly injection: Injection }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'skip'; readonly reason: string }
  | { readonly kind: 'malformed'; readonly fault: string }

const faultOfExtraction = shapeCheck({
  type: 'object',
  required: ['context', 'baggage', 'decision', 'links', 'faults'],
  properties: extractionProperties,
})
const faultOfIds = shapeCheck({
  type: 'object',
  required: ['context'],
  properties: { context: { anyOf: [{ type: 'null' }, contextByIdsSchema] } },
})
const faultOfInjection = shapeCheck({
  type: 'object',
  required: ['headers', 'lost'],
  properties: injectionProperties,
})

/** What an answer says to what was asked. Of any other shape, it is malformed: the vector has failed, the subject goes on. */
export function replyOf(answer: Answer, ask: 'extract' | 'inject', level: 'full' | 'ids'): Reply {
  if (typeof answer['error'] === 'string') return { kind: 'error', error: printable(answer['error']) }
  if (typeof answer['skip'] === 'string') {
    if (level === 'ids') return { kind: 'skip', reason: printable(answer['skip']) }
    return { kind: 'malformed', fault: 'a subject of level full cannot skip a vector' }
  }
  const shape: unknown = answer
  const faultOf = ask === 'inject' ? faultOfInjection : level === 'ids' ? faultOfIds : faultOfExtraction
  const fault = faultOf(shape)
  if (fault !== undefined) return { kind: 'malformed', fault: `the answer has another shape: ${printable(fault)}` }
  if (ask === 'inject') return { kind: 'injection', injection: shape as Injection }
  if (level === 'ids') return { kind: 'ids', extraction: shape as ExtractionByIds }
  return { kind: 'extraction', extraction: shape as Extraction }
}

function printable(text: string): string {
  return abridged(escapedText(text), 500)
}
