import type { AvroType } from '../avro-type'
import type { Frame, Framed, Framing } from './framing'

const NOTHING: Frame = { prefix: Buffer.alloc(0) }

/**
 * No framing: both sides have agreed on the writer's schema. A flipped bit in a text or a number is not seen, and a payload of another
 * schema only where it does not fit by its bytes.
 *
 * @param writer what wrote the payloads, where it is not the reader's own schema
 */
export function plain(writer: AvroType): Framing {
  const framed: Framed = { writer, start: 0 }
  return { name: 'plain', frame: () => NOTHING, open: () => framed }
}
