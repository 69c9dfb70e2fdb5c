import { atIndex, atKey } from '../schema/field-path'
import type { Check } from './check'
import type { Cursor } from './cursor'
import { located } from './located'

export function arrayOf(item: Check): Check {
  return (at) => {
    let index = 0
    inBlocks(at, () => {
      try {
        item(at)
      } catch (error) {
        throw located(error, atIndex(index))
      }
      index++
    })
  }
}

export function mapOf(value: Check): Check {
  return (at) => {
    inBlocks(at, () => {
      const start = at.position
      at.text()
      const key = at.since(start)
      // an object cannot hold it, and would lose it in silence
      if (key.length === PROTO.length && key.equals(PROTO)) at.fail('bad_key', start)
      try {
        value(at)
      } catch (error) {
        throw located(error, atKey(textOf(key)))
      }
    })
  }
}

/** `__proto__`, with its length before it. */
const PROTO = Buffer.from('\x12__proto__')

/** Of a string with its length before it, which is a byte or more. */
function textOf(key: Buffer): string {
  const start = key.findIndex((byte) => byte < 0x80) + 1
  return key.toString('utf8', start)
}

/** Items come in blocks, the last of which has none; a negative count has the bytes of the block beside it. */
function inBlocks(at: Cursor, item: () => void): void {
  for (let count = at.long(); count !== 0; count = at.long()) {
    const end = count < 0 ? at.blockLength() + at.position : undefined
    const items = Math.abs(count)
    at.expect(items)
    for (let left = items; left > 0; left--) item()
    if (end !== undefined && at.position !== end) at.fail('bad_block')
  }
}
