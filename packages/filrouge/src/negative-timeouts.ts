/**
 * kafkajs computes negative timeouts, which Node 24 warns of at each connection
 * (https://github.com/tulios/kafkajs/issues/1751): a user of this command can do nothing about it.
 */
export function silenceNegativeTimeouts(): void {
  const emitWarning = process.emitWarning.bind(process) as (warning: string | Error, ...rest: unknown[]) => void
  process.emitWarning = (warning: string | Error, ...rest: unknown[]) => {
    if (rest[0] !== 'TimeoutNegativeWarning') emitWarning(warning, ...rest)
  }
}
