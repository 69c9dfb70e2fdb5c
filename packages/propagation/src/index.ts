export { extract, type ExtractOptions } from './extract'
export { inject, type Injection } from './inject'
export { headersFor, type InjectOptions, type Lost, type WrittenHeaders } from './header-writing'
export type { Decision, Extraction } from './extraction'
export type { Fault, FaultReason } from './fault'
export type { BaggageEntry, TraceContext } from './trace-context'
export type { HeaderEntries, HeaderObject, HeaderValue, RecordHeaders } from './record-headers'
export { allFormats, type FormatName } from './formats'

// For other packages of the toolkit.
export { isOwned } from './owned-headers'
export { UBERCTX_PREFIX } from './uberctx'
