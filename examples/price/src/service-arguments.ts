import { parseArgs } from 'node:util'

/** What each process of the example is told. */
export function serviceArguments(): { readonly brokers: string[]; readonly otlp: string } {
  const { values } = parseArgs({ options: { brokers: { type: 'string' }, otlp: { type: 'string' } } })
  if (values.brokers === undefined || values.otlp === undefined) {
    console.error('usage: --brokers host:port[,host:port] --otlp http://host:port/v1/traces')
    process.exit(2)
  }
  return { brokers: values.brokers.split(','), otlp: values.otlp }
}

/** Ends on SIGTERM and SIGINT, and when the parent's end of stdin closes. */
export function untilStopped(): Promise<unknown> {
  process.stdin.resume()
  return new Promise((resolve) => {
    process.once('SIGTERM', resolve)
    process.once('SIGINT', resolve)
    process.stdin.once('end', resolve)
  })
}
