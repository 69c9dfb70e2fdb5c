import { extract, type TraceContext } from '@filrouge/propagation'
import type { IncomingMessage } from '../message'
import type { MessageAttributes } from '../message-tracer'
import { numberOf, REPUBLISHED, textOf } from './republished-headers'

// A symbol of the message object, so that it survives `{ ...message }` and never reaches the wire.
const LINKS = Symbol.for('filrouge.links')

/** Marks a message to send with contexts that its span is to point back to. */
export function linking<M extends object>(message: M, links: readonly TraceContext[]): M {
  return links.length === 0 ? message : Object.assign(message, { [LINKS]: links })
}

const NO_LINKS: readonly TraceContext[] = []

export function linksOf(message: unknown): readonly TraceContext[] {
  if (message === null || typeof message !== 'object') return NO_LINKS
  return (message as { readonly [LINKS]?: readonly TraceContext[] })[LINKS] ?? NO_LINKS
}

/** What a received record says of earlier attempts to handle it. */
export interface Republished {
  readonly attributes: MessageAttributes
  readonly firstFailure?: TraceContext
}

export function republishedBefore({ headers }: IncomingMessage): Republished | undefined {
  const attempt = numberOf(headers, REPUBLISHED.attempt)
  if (attempt === undefined) return undefined
  const originalTopic = textOf(headers, REPUBLISHED.originalTopic)
  const originalPartition = numberOf(headers, REPUBLISHED.originalPartition)
  const originalOffset = textOf(headers, REPUBLISHED.originalOffset)
  const firstFailure = firstFailureOf(headers)
  return {
    attributes: {
      attempt,
      ...(originalTopic !== undefined && { originalTopic }),
      ...(originalPartition !== undefined && { originalPartition }),
      ...(originalOffset !== undefined && /^\d{1,19}$/.test(originalOffset) && { originalOffset }),
    },
    ...(firstFailure !== undefined && { firstFailure }),
  }
}

export function firstFailureOf(headers: IncomingMessage['headers']): TraceContext | undefined {
  const text = textOf(headers, REPUBLISHED.firstFailure)
  return text === undefined ? undefined : extract({ traceparent: text }, { read: ['traceparent'] }).context
}
