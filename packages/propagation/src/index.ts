export { extract, type ExtractOptions } from './extract'
export { inject, injectDecision, type Injection } from './inject'
export {
  baggageAlone,
  headersFor,
  headersForDecision,
  textHeadersFor,
  type InjectOptions,
  type WrittenHeaders,
} from './header-writing'
export { strip } from './strip'
export type { Decision, Extraction } from './extraction'
export type { Fault, FaultReason } from './fault'
export type { BaggageEntry, TraceContext } from './trace-context'
export type { HeaderEntries, HeaderObject, HeaderValue, RecordHeaders } from './record-headers'
export { allFormats, formatsToRead, formatsToWrite, writableFormats, type FormatName } from './format-list'

// For formats from outside.
export type { FormatReading, HeaderFormat, HeaderPair, Lost, TextPair } from './header-format'
export type { Field, HeaderFields } from './header-fields'
export { refused, type Refusal } from './fault'
export { LIMITS, NO_LIMITS, type Limits } from './limits'
