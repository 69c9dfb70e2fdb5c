import { parseArgs } from 'node:util'

/** What each process of the example is told. */
export interface ServiceArguments {
  readonly brokers: string[]
  readonly otlp: string
  /** Topic that requests are sent to. */
  readonly requests: string
  /** Topic that replies are asked for in. */
  readonly replies: string
  /** Consumer group. */
  readonly group: string
}

export function serviceArguments(name: string): ServiceArguments {
  const { values } = parseArgs({
    options: {
      brokers: { type: 'string' },
      otlp: { type: 'string' },
      requests: { type: 'string', default: 'price.requests' },
      replies: { type: 'string', default: 'price.replies' },
      group: { type: 'string', default: name },
    },
  })
  const { brokers, otlp, ...names } = values
  if (brokers === undefined || otlp === undefined) {
    console.error(
      'usage: --brokers host:port[,host:port] --otlp http://host:port/v1/traces [--requests topic] [--replies topic] [--group name]',
    )
    process.exit(2)
  }
  return { brokers: brokers.split(','), otlp, ...names }
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
