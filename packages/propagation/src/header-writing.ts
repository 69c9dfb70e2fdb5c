import { writableBaggage } from './baggage'
import { formatsNamed, type FormatName } from './formats'
import { limits } from './limits'
import type { BaggageEntry, TraceContext } from './trace-context'
import { writableTracestate } from './tracestate'
import { uberctxEntries } from './uberctx'

export interface InjectOptions {
  /** the formats that are written, in this order; by default all */
  readonly write?: readonly FormatName[]
}

/** What could not be written, in entries, members and decisions. */
export interface Lost {
  readonly baggage: number
  readonly tracestate: number
  /** 1 when a deferred sampling decision was written as not sampled, for which the formats have no form */
  readonly deferred: number
}

export interface WrittenHeaders {
  readonly headers: readonly (readonly [key: string, value: string])[]
  readonly lost: Lost
}

/** The headers for a context and its baggage, in the order of the specification (section 7.4), within its byte budget (7.5). */
export function headersFor(
  context: TraceContext,
  baggage: readonly BaggageEntry[],
  options: InjectOptions = {},
): WrittenHeaders {
  const formats = formatsNamed(options.write)
  const writes = (name: FormatName) => formats.some((format) => format.name === name)
  const ids = formats.map((format) => [format.key, format.format(context)] as const)
  const state = writes('traceparent') ? writableTracestate(context.tracestate) : []
  const members = writableBaggage(baggage)
  const uberctx = writes('uber-trace-id') ? uberctxEntries(baggage) : []
  trimToBudget(ids, state, members, uberctx)

  const headers: (readonly [string, string])[] = []
  for (const id of ids) {
    headers.push(id)
    if (id[0] === 'traceparent' && state.length > 0) headers.push(['tracestate', state.join(',')])
  }
  if (members.length > 0) headers.push(['baggage', members.join(',')])
  headers.push(...uberctx)
  const lost: Lost = {
    baggage: baggage.length - members.length,
    tracestate: writes('traceparent') ? context.tracestate.length - state.length : 0,
    deferred: context.sampled === undefined ? 1 : 0,
  }
  return { headers, lost }
}

type Pair = readonly [key: string, value: string]

/**
 * `uberctx-*` go first, since `baggage` carries them too, then baggage: from the end. Ids and `tracestate` are far below the
 * budget by themselves.
 */
function trimToBudget(ids: readonly Pair[], state: readonly string[], members: string[], uberctx: Pair[]): void {
  let size = sizeOf(ids) + listSize('tracestate', state) + listSize('baggage', members) + sizeOf(uberctx)
  while (size > limits.written && uberctx.length > 0) size -= sizeOf(uberctx.splice(-1))
  while (size > limits.written && members.length > 0) size -= (members.pop() ?? '').length + 1
}

function sizeOf(pairs: readonly Pair[]): number {
  return pairs.reduce((sum, [key, value]) => sum + key.length + value.length, 0)
}

function listSize(key: string, members: readonly string[]): number {
  return members.reduce((sum, member) => sum + member.length + 1, members.length === 0 ? 0 : key.length - 1)
}
