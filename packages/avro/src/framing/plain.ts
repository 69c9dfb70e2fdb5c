import type { AvroType } from '../avro-type'
import { requireType } from './require-type'
import type { Frame, Framed, Framing } from './framing'

const NOTHING: Frame = { prefix: Buffer.alloc(0) }

/**
 * No framing: both sides have agreed on the writer's schema. A flipped bit in a text or a number is not seen, and a payload of another
 * schema only where it does not fit by its bytes.
 *
 * @param writer what wrote the payloads, or the reader's own type
 * @throws TypeError for what is no type
 */
export function plain(writer: AvroType): Framing {
  requireType('the writer of plain()', writer)
  const framed: Framed = { writer, start: 0 }
  return { name: 'plain', frame: () => NOTHING, open: () => framed }
}
