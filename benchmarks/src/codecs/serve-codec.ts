import type { Answer, Command, Timing } from '../workers/protocol'
import { INPUTS, type Operation, type Operations } from './operation'

/** The program of a worker that times one operation of a library, by mitata. */
export function serveCodec(operations: Operations): void {
  const answer = (message: Answer) => void process.send?.(message)
  const fail = (error: unknown) => answer({ error: error instanceof Error ? (error.stack ?? '') : String(error) })
  const { operation: name } = JSON.parse(process.argv[2] ?? '') as { operation: string }
  const make = operations[name]
  if (make === undefined) {
    fail(`no operation ${name}`)
    return
  }
  const operation = make()
  process.on('message', (command: Command) => {
    if (command.do !== 'time') {
      answer({ done: true })
      return
    }
    timed(operation, command.milliseconds).then((timing) => answer({ timing }), fail)
  })
  process.on('disconnect', () => process.exit(0))
  answer({ ready: true })
}

async function timed(operation: Operation, milliseconds: number): Promise<Timing> {
  const { measure, do_not_optimize } = await import('mitata')
  const results = [0, 1, INPUTS - 1].map((index) => operation.describe(operation.run(index)))
  let index = 0
  const once = () => {
    index = (index + 1) & (INPUTS - 1)
    do_not_optimize(operation.run(index))
  }
  // the mean, and not a percentile: garbage that is collected in few of the samples is part of the price
  const { avg } = await measure(once, { min_cpu_time: milliseconds * 1e6 })
  return { ns: avg, results }
}
