import { behaviours, perform } from './behaviours'
import { datadogScope } from './behaviours/datadog-scope'
import { datadog } from './dd-trace.tracer'

/** Runs the suite of tracers on dd-trace, of the behaviours those whose sampling is named, and prints a line of JSON for each. */
async function main(sampled: boolean): Promise<void> {
  for (const behaviour of [...behaviours, ...datadogScope]) {
    if ((behaviour.sampled ?? true) !== sampled) continue
    let error: string | undefined
    try {
      await perform(datadog, behaviour)
    } catch (thrown) {
      error = thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)
    }
    console.log(JSON.stringify({ name: behaviour.name, error }))
  }
}

void main(process.argv[2] === 'sampled')
