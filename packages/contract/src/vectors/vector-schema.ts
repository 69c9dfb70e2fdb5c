import {
  contextSchema,
  decisionSchema,
  extractionProperties,
  HEX_HEADERS,
  injectionProperties,
} from '../protocol/shapes'

/**
 * The shape of a vector file as far as the judge relies on it. The file's own schema, which `$schema` names, says more and is
 * checked where the vectors are written.
 */
const vector = (required: string[], properties: object) => ({
  type: 'object',
  required: ['id', 'title', 'must', 'catches', 'expected', ...required],
  properties: {
    id: { type: 'string', pattern: '^[!-~]+$' },
    title: { type: 'string' },
    must: { type: 'array', items: { type: 'string' } },
    catches: { type: 'array', items: { type: 'string' } },
    requires: { type: 'array', items: { enum: ['ordered-duplicates', 'null-values', 'non-utf8-keys', 'nul-keys'] } },
    options: { type: 'object' },
    ...properties,
  },
})

export const vectorFileSchema = {
  type: 'object',
  required: ['topic', 'extract', 'inject'],
  properties: {
    topic: { type: 'string' },
    extract: {
      type: 'array',
      items: vector(['carrier'], {
        carrier: HEX_HEADERS,
        expected: {
          type: 'object',
          required: ['context', 'baggage', 'decision', 'links', 'faults'],
          properties: extractionProperties,
        },
      }),
    },
    inject: {
      type: 'array',
      items: vector(['headers', 'context', 'baggage'], {
        headers: HEX_HEADERS,
        context: { anyOf: [{ type: 'null' }, contextSchema] },
        decision: { anyOf: [{ type: 'null' }, decisionSchema] },
        baggage: extractionProperties.baggage,
        expected: { type: 'object', required: ['headers', 'lost'], properties: injectionProperties },
      }),
    },
  },
}
