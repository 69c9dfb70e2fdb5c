/** JSON schemas of what both vectors and answers hold. */
export const HEX_HEADERS = {
  type: 'array',
  items: {
    type: 'array',
    minItems: 2,
    maxItems: 2,
    prefixItems: [
      { type: 'string', pattern: '^([0-9a-f]{2})*$' },
      { type: ['string', 'null'], pattern: '^([0-9a-f]{2})*$' },
    ],
  },
}

const SAMPLED = { type: ['boolean', 'null'] }
const STRINGS = { type: 'array', items: { type: 'string' } }

export const contextSchema = {
  type: 'object',
  required: ['traceId', 'spanId', 'sampled', 'debug', 'format', 'tracestate'],
  properties: {
    traceId: { type: 'string', pattern: '^[0-9a-f]{32}$' },
    spanId: { type: 'string', pattern: '^[0-9a-f]{16}$' },
    parentId: { type: 'string', pattern: '^[0-9a-f]{16}$' },
    sampled: SAMPLED,
    debug: { type: 'boolean' },
    format: { type: 'string' },
    tracestate: STRINGS,
  },
}

export const contextByIdsSchema = {
  type: 'object',
  required: ['traceId', 'spanId', 'sampled'],
  properties: {
    traceId: { type: 'string', pattern: '^[0-9a-fA-F]{1,32}$' },
    spanId: { type: 'string', pattern: '^[0-9a-fA-F]{1,16}$' },
    sampled: SAMPLED,
  },
}

export const decisionSchema = {
  type: 'object',
  required: ['sampled', 'debug'],
  properties: { sampled: SAMPLED, debug: { type: 'boolean' }, debugId: { type: 'string' } },
}
const baggageSchema = {
  type: 'object',
  required: ['key', 'value'],
  properties: { key: { type: 'string' }, value: { type: 'string' }, properties: { type: 'string' } },
}
const faultSchema = {
  type: 'object',
  required: ['header', 'reason'],
  properties: { header: { type: 'string' }, reason: { type: 'string' } },
}

export const extractionProperties = {
  context: { anyOf: [{ type: 'null' }, contextSchema] },
  baggage: { type: 'array', items: baggageSchema },
  decision: { anyOf: [{ type: 'null' }, decisionSchema] },
  links: { type: 'array', items: contextSchema },
  faults: { type: 'array', items: faultSchema },
}

export const injectionProperties = {
  headers: HEX_HEADERS,
  lost: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } },
}
