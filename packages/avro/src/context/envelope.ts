import { baggageAlone, extract, type Extraction, type RecordHeaders } from '@filrouge/propagation'
import { asBuffer } from '../as-buffer'
import { AvroType } from '../avro-type'
import { PAYLOAD_LIMITS } from '../check/payload-limits'
import { PayloadFault } from '../errors/payload-fault'
import { singleObject } from '../framing/single-object'
import type { AvroValue } from '../schema/avro-value'
import { ENVELOPE } from './schemas'
import { extractionOf, recordOf } from './trace-context-record'

const type = new AvroType<AvroValue<typeof ENVELOPE>>(ENVELOPE)
const framing = singleObject([type])
const read = type.readerOf(type)
/** What is made of an envelope is no more than its bytes, however many these are. */
const NO_LIMIT = { ...PAYLOAD_LIMITS, bytes: Infinity }
const PLACE = { topic: '', part: 'value' } as const

/** What an envelope holds: the payload, and what its headers would have said. */
export interface OpenedEnvelope extends Extraction {
  /** null for a tombstone; all bytes that were given where these are no envelope */
  readonly payload: Buffer | null
  /** why they are none */
  readonly fault?: PayloadFault
}

/**
 * A payload in an envelope (`spec/schemas/Envelope.avsc`, single-object encoding), for ways that drop headers: old brokers, HTTP
 * bridges, outbox tables.
 *
 * @param headers what says the context: a record's own, or what `captureContext()` gave
 */
export function sealEnvelope(payload: Uint8Array | null, headers: RecordHeaders | undefined): Buffer {
  const { context, baggage } = extract(headers)
  const bytes = payload && asBuffer(payload)
  const { prefix } = framing.frame(type, PLACE) as { prefix: Buffer }
  const record = { context: context === undefined ? null : recordOf(context).record, baggage: baggageAlone(baggage) }
  return Buffer.concat([prefix, type.encode({ ...record, payload: bytes })])
}

/** Takes a payload out of its envelope; never throws. `withParent` takes what it gives. A tombstone that is in none stays one. */
export function openEnvelope(given: Uint8Array | null): OpenedEnvelope {
  if (given === null) return { ...extract(undefined), payload: null }
  const bytes = asBuffer(given)
  try {
    const { start } = framing.open(bytes, undefined, PLACE) as { start: number }
    const { payload, ...said } = read(bytes, start, NO_LIMIT)
    return { ...extractionOf(said), payload }
  } catch (error) {
    if (!(error instanceof PayloadFault)) throw error
    return { ...extract(undefined), payload: bytes, fault: error }
  }
}
