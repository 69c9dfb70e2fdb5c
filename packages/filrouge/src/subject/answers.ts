import type { ExtractRequest, Hello, HelloRequest, InjectRequest } from '@filrouge/contract'
import {
  allFormats,
  extract,
  inject,
  injectDecision,
  writableFormats,
  type Decision,
  type ExtractOptions,
  type HeaderEntries,
  type HeaderObject,
  type Injection,
  type InjectOptions,
  type TraceContext,
} from '@filrouge/propagation'
import { readFileSync } from 'node:fs'
import { HexHeaders } from './hex-headers'

const { version } = JSON.parse(readFileSync(require.resolve('@filrouge/propagation/package.json'), 'utf8')) as {
  readonly version: string
}

export type SubjectRequest = HelloRequest | ExtractRequest | InjectRequest

export function hello(delivers: Hello['delivers']): { id: 'hello' } & Hello {
  return {
    id: 'hello',
    protocol: 1,
    name: 'node',
    language: 'javascript',
    library: `@filrouge/propagation ${version}`,
    level: 'full',
    reads: allFormats,
    writes: writableFormats,
    delivers,
  }
}

export function answerTo(request: ExtractRequest | InjectRequest): object {
  return request.ask === 'extract'
    ? extractionOf(request.id, new HexHeaders(request.headers).entries, request.options)
    : injectionOf(request)
}

export function extractionOf(
  id: string,
  headers: HeaderEntries | HeaderObject | undefined,
  options: ExtractRequest['options'],
): object {
  const { context, baggage, decision, links, faults } = extract(headers, options as ExtractOptions)
  return { id, context: shown(context), baggage, decision: shown(decision), links: links.map(shown), faults }
}

function injectionOf({ id, headers, context, decision, baggage, options }: InjectRequest): object {
  const own = new HexHeaders(headers)
  const given = options as InjectOptions
  if (context !== null) return written(id, own, inject(own.entries, taken(context), baggage, given))
  if (decision !== null) return written(id, own, injectDecision(own.entries, taken(decision), baggage, given))
  return { id, headers, lost: {} }
}

function written(id: string, own: HexHeaders, { headers, lost }: Injection<HeaderEntries>): object {
  return { id, headers: own.hexOf(headers), lost }
}

/** Deferred sampling is null in JSON and absent in our types. */
function shown(value: TraceContext | Decision | undefined): object | null {
  return value === undefined ? null : { ...value, sampled: value.sampled ?? null }
}

function taken<T extends { readonly sampled: boolean | null }>({ sampled, ...rest }: T) {
  return { ...rest, ...(sampled !== null && { sampled }) }
}
