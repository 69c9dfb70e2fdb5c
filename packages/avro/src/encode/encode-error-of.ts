import type { Type } from 'avsc'
import { StrictLogicalType } from '../logical/strict-logical-type'
import { AvroEncodeError } from '../errors/avro-encode-error'
import { endlessPart } from './endless-part'
import { pathOfValue } from './path-of-value'

interface Wrong {
  readonly path: string
  readonly value: unknown
  readonly expected: string
}

/** What is told of a value that a type could not write: avsc says why, and not where. */
export function encodeErrorOf(type: Type, value: unknown, cause: unknown): AvroEncodeError {
  let wrong: Wrong | undefined
  try {
    wrong = wrongPart(type, value) ?? endless(type, value)
  } catch (error) {
    // deeper than the check goes, or a getter that throws
    if (error instanceof RangeError) wrong = endless(type, value)
  }
  const { path, value: shown, expected } = wrong ?? { path: '', value, expected: 'value of its schema' }
  return new AvroEncodeError(path, shown, expected, cause)
}

function wrongPart(type: Type, whole: unknown): Wrong | undefined {
  let wrong: Wrong | undefined
  type.isValid(whole, {
    errorHook: (names, value: unknown, at) =>
      (wrong ??= { path: pathOfValue(type, whole, names), value, expected: expectedOf(at) }),
  })
  return wrong
}

function endless(type: Type, whole: unknown): Wrong | undefined {
  const part = endlessPart(type, whole)
  return part && { path: part.path, value: part.value, expected: `value that can be written: ${part.why}` }
}

function expectedOf(type: Type): string {
  return type instanceof StrictLogicalType ? type.expected : type.toString()
}
