import type { Type } from 'avsc'
import type { Reads } from './reads'

/** Reads an int or a long as a number with a fraction, the nearest: avsc adds up a long's bits as it comes to them, and keeps what no float is. */
export function promoteWhole(resolver: Reads, writer: Type, nearest: (value: number) => number): void {
  const isWhole = writer.typeName === 'int' || writer.typeName === 'abstract:long'
  if (isWhole) resolver._read = (tap) => nearest(Number((writer as unknown as Reads)._read(tap)))
}
