import { behaviours, perform, type Behaviour } from './behaviours'
import { datadogScope } from './behaviours/datadog-scope'
import { datadog } from './dd-trace.tracer'
import { roundTrip } from './round-trip'

/**
 * What runs on dd-trace in a process of its own: the suite of tracers, of it the behaviours whose sampling is named, or the round
 * trip. Prints a line of JSON for each.
 */
async function main(what: string | undefined): Promise<void> {
  if (what === 'round-trip') {
    const brokers = (process.env['KAFKA_BROKERS'] ?? '').split(',')
    await report('round trip', () => roundTrip(datadog, brokers))
    return
  }
  const isMeant = (behaviour: Behaviour) => (behaviour.sampled ?? true) === (what === 'sampled')
  for (const behaviour of [...behaviours, ...datadogScope].filter(isMeant)) {
    await report(behaviour.name, () => perform(datadog, behaviour))
  }
}

async function report(name: string, run: () => Promise<void>): Promise<void> {
  let error: string | undefined
  try {
    await run()
  } catch (thrown) {
    error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
  }
  console.log(JSON.stringify({ name, error }))
}

void main(process.argv[2])
