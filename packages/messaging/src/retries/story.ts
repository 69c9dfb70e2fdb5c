import type { HeaderObject, TraceContext } from '@filrouge/propagation'
import { errorText } from '../thrown-error'
import type { IncomingMessage } from '../message'
import { boundedText, numberOf, REPUBLISHED, textOf } from './republished-headers'
import { traceparentOf } from './sent-on-headers'

/** What is known now of an attempt that failed. */
interface Attempt {
  readonly attempt: number
  readonly error: unknown
  readonly firstFailure: TraceContext | undefined
}

/** The number of the attempt after that which the headers tell of; a record without them was tried for the first time. */
export function attemptAfter(told: HeaderObject): number {
  return (numberOf(told, REPUBLISHED.attempt) ?? 1) + 1
}

/**
 * The `filrouge-*` headers of a record that is sent on, each anew: what was told before where it holds, else what is known now.
 * Undefined where there is nothing to say.
 *
 * @param told the record's own headers, or none where they are not to be believed
 */
export function storyOf(
  told: HeaderObject,
  { topic, partition }: { readonly topic: string; readonly partition: number },
  { offset, timestamp }: IncomingMessage,
  { attempt, error, firstFailure }: Attempt,
): Readonly<Record<string, string | undefined>> {
  return {
    [REPUBLISHED.attempt]: String(attempt),
    [REPUBLISHED.originalTopic]: textOf(told, REPUBLISHED.originalTopic) ?? topic,
    [REPUBLISHED.originalPartition]: textOf(told, REPUBLISHED.originalPartition) ?? String(partition),
    [REPUBLISHED.originalOffset]: textOf(told, REPUBLISHED.originalOffset) ?? offset,
    [REPUBLISHED.originalTimestamp]: textOf(told, REPUBLISHED.originalTimestamp) ?? timestamp,
    [REPUBLISHED.error]: error === undefined ? textOf(told, REPUBLISHED.error) : errorHeader(error),
    [REPUBLISHED.firstFailure]: firstFailure && traceparentOf(firstFailure),
  }
}

function errorHeader(error: unknown): string {
  const { name, message } = errorText(error)
  return boundedText(`${name}: ${message}`)
}
