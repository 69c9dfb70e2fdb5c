import { refused, type FaultReason, type HeaderFormat, type Refusal, type TraceContext } from '@filrouge/propagation'
import { asBuffer } from '../as-buffer'
import { AvroType } from '../avro-type'
import { PAYLOAD_LIMITS } from '../check/payload-limits'
import { PayloadFault } from '../errors/payload-fault'
import { singleObject } from '../framing/single-object'
import type { AvroValue } from '../schema/avro-value'
import { TRACE_CONTEXT } from './schemas'
import { extractionOf, recordOf } from './trace-context-record'

const KEY = 'filrouge-trace-context'
const PLACE = { topic: '', part: 'value' } as const

const type = new AvroType<AvroValue<typeof TRACE_CONTEXT>>(TRACE_CONTEXT)
const framing = singleObject([type])
const { prefix } = framing.frame(type, PLACE) as { readonly prefix: Buffer }
const readRecord = type.readerOf(type)

/**
 * A context as one header in Avro's single-object encoding (spec/avro.md, section 4): 38 bytes without `tracestate`, deferred
 * decisions and debug included. For `formats.read` and `formats.write`, beside the names of others; baggage goes in `baggage`.
 */
export const avroTraceContext: HeaderFormat = {
  name: 'avro',
  keys: [KEY],
  isBinary: true,

  read(headers) {
    const refuse = (reason: FaultReason) => {
      headers.refuse(KEY, reason)
    }
    const { last, older } = headers.bytes(KEY, headers.limits.tracestate, (bytes) => contextIn(asBuffer(bytes), refuse))
    return last === undefined ? undefined : { context: last, links: older }
  },

  write(context, lost) {
    const { record, lost: members } = recordOf(context)
    lost.tracestate += members
    return [[KEY, Buffer.concat([prefix, type.encode(record)])]]
  },
}

function contextIn(bytes: Buffer, refuse: (reason: FaultReason) => void): TraceContext | Refusal {
  try {
    const { start } = framing.open(bytes, undefined, PLACE) as { readonly start: number }
    const { context, faults } = extractionOf({ context: readRecord(bytes, start, PAYLOAD_LIMITS) })
    if (context === undefined) return refused(faults[0]?.reason ?? 'bad_shape')
    for (const { reason } of faults) refuse(reason)
    return context
  } catch (error) {
    // data from the wire throws nothing
    if (!(error instanceof PayloadFault)) throw error
    return refused(error.reason === 'unknown_schema' ? 'bad_version' : 'bad_shape')
  }
}
