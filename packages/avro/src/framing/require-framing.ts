import { shown } from '../errors/shown'
import type { Framing } from './framing'

/** @throws TypeError naming what is no framing, and those that there are */
export function requireFraming(given: unknown): void {
  const { frame, open } = (given ?? {}) as Partial<Framing>
  if (typeof frame !== 'function' || typeof open !== 'function')
    throw new TypeError(`framing is ${shown(given)}: use singleObject(types), confluent(registry) or plain(writer)`)
}
