import type { AvroType } from '../avro-type'
import { PayloadFault } from '../errors/payload-fault'
import { requireTypes } from './require-type'
import type { Frame, Framed, Framing } from './framing'

const MARKER = Buffer.from([0xc3, 0x01])
const FINGERPRINT_BYTES = 8
const START = MARKER.length + FINGERPRINT_BYTES
/** Where the halves of the fingerprint stand: a bigint for each payload would cost more than two numbers. */
const LOW = MARKER.length
const HIGH = LOW + FINGERPRINT_BYTES / 2

/**
 * Avro's single-object encoding (Avro 1.12, "Single-object encoding"): `C3 01`, CRC-64-AVRO of the writer's schema with its lowest byte
 * first, the payload. It needs no registry, but readers must know every schema that was ever written.
 *
 * @throws TypeError for what are no types
 */
export function singleObject(known: readonly AvroType[]): Framing {
  requireTypes('singleObject()', known)
  const writers = new Map<number, Map<number, Framed>>()
  const frames = new WeakMap<AvroType, Frame>()
  for (const type of known) {
    const schemaId = named(type.fingerprint)
    const [low, high] = [type.fingerprint.readInt32LE(0), type.fingerprint.readInt32LE(4)]
    writers.set(
      low,
      (writers.get(low) ?? new Map<number, Framed>()).set(high, { writer: type, start: START, schemaId }),
    )
  }
  return {
    name: 'single-object',
    frame(type) {
      let frame = frames.get(type)
      if (frame === undefined) frames.set(type, (frame = { prefix: Buffer.concat([MARKER, type.fingerprint]) }))
      return frame
    },
    open(payload) {
      if (payload.length < START) throw new PayloadFault('truncated', payload.length)
      if (payload[0] !== MARKER[0] || payload[1] !== MARKER[1]) throw new PayloadFault('bad_marker', 0)
      const framed = writers.get(payload.readInt32LE(LOW))?.get(payload.readInt32LE(HIGH))
      if (framed === undefined)
        throw new PayloadFault('unknown_schema', LOW, { schemaId: named(payload.subarray(LOW, START)) })
      return framed
    },
  }
}

function named(fingerprint: Buffer): string {
  return `fingerprint ${fingerprint.toString('hex')}`
}
