import { afterEach } from '@jest/globals'
import { otlpReporter, type OtlpReporter, type OtlpReporterOptions } from '..'
import { otlpReceiver, type Answers, type OtlpReceiver } from './otlp-receiver'
import { realTracer, type RealTracer } from './real-tracer'

const endings: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const end of endings.splice(0).reverse()) await end()
})

export interface Setup {
  receiver: OtlpReceiver
  reporter: OtlpReporter
  tracer: RealTracer
  errors: Error[]
}

/** A receiver, a reporter that posts to it, and a tracer that reports to that; all ended after the test. */
export async function setUp(options: OtlpReporterOptions = {}, answer?: Answers): Promise<Setup> {
  const receiver = await otlpReceiver(answer)
  endings.push(() => receiver.close())
  return { receiver, ...reporting({ url: receiver.url, ...options }) }
}

/** As `setUp`, without a receiver. */
export function reporting(options: OtlpReporterOptions): Omit<Setup, 'receiver'> {
  const errors: Error[] = []
  const reporter = otlpReporter({ onError: (error) => void errors.push(error), timeoutMs: 1000, ...options })
  endings.push(() => reporter.close())
  return { reporter, tracer: realTracer(reporter), errors }
}

export function finishSpans(tracer: RealTracer, count: number): void {
  for (let index = 0; index < count; index++) tracer.startSpan(`span ${index}`).finish()
}

/** A delay that no test waits for. */
export const unending = { delayMs: 600_000 }
