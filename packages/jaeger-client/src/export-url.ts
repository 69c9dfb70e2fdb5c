const DEFAULT_URL = 'http://127.0.0.1:4318/v1/traces'
const SIGNAL_VARIABLE = 'OTEL_EXPORTER_OTLP_TRACES_ENDPOINT'
const BASE_VARIABLE = 'OTEL_EXPORTER_OTLP_ENDPOINT'

/**
 * Where traces go: the option, `OTEL_EXPORTER_OTLP_TRACES_ENDPOINT` as it is, `OTEL_EXPORTER_OTLP_ENDPOINT` with
 * `/v1/traces` behind its path, or a receiver on this host. Empty variables count as unset (OpenTelemetry's "Environment
 * Variable Specification"). Throws a TypeError that names the source of an address that is none.
 */
export function exportUrl(option: string | undefined, environment: NodeJS.ProcessEnv): string {
  if (option !== undefined) return parsed(option, 'the option url').href
  const signal = environment[SIGNAL_VARIABLE]
  if (signal) return parsed(signal, SIGNAL_VARIABLE).href
  const base = environment[BASE_VARIABLE]
  if (!base) return DEFAULT_URL
  const url = parsed(base, BASE_VARIABLE)
  url.pathname = `${url.pathname.replace(/\/$/, '')}/v1/traces`
  return url.href
}

function parsed(text: string, source: string): URL {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (url?.protocol === 'http:' || url?.protocol === 'https:') return url
  throw new TypeError(`${source} is no http or https address: give one like ${DEFAULT_URL}`)
}

/** An address for messages, without credentials and query. */
export function shownUrl(href: string): string {
  const { origin, pathname } = new URL(href)
  return origin + pathname
}
