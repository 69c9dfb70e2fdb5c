import { faultText } from '@filrouge/harness'
import { CHANNEL_NAMES, type Channel } from './channels'
import { WorldNames } from './names'
import type { Normaliser } from './normalise'
import { Recorder, type Recording } from './recorder'
import type { Scenario } from './scenario'
import type { SharedClients } from './shared-clients'
import { World } from './world'
import type { Wrap } from './wrapping'

/** What one run of a scenario showed, normalised. */
export interface Outcome {
  readonly recording: Recording
  /** why the scenario did not come to its end: its own wait that never ended, or an error nobody expected */
  readonly failure: string | undefined
  readonly spans: number
  readonly milliseconds: number
}

const DEADLINE_MS = 90_000
/** A busy machine makes a client slow, and not wrong. */
const PATIENCE_MS = 30_000

/** Runs a scenario once, with topics that are there already. Never rejects. */
export async function runScenario(
  scenario: Scenario,
  wrap: Wrap,
  id: string,
  clients: SharedClients,
  normaliser: Normaliser,
  patienceMs = PATIENCE_MS,
): Promise<Outcome> {
  const startedAt = Date.now()
  const recorder = new Recorder()
  const names = new WorldNames(id)
  const wrapping = wrap(scenario.tracing ?? {})
  const world = new World(recorder, names, wrapping, clients, patienceMs)
  let failure = await within(DEADLINE_MS, scenario.run(world))
  failure = (await within(DEADLINE_MS, world.end())) ?? failure
  await wrapping.close()
  const facts = { prefix: names.prefix, startedAt }
  const recording = normaliser.normalise(recorder.close(), facts)
  return {
    recording,
    failure: failure?.replaceAll(names.prefix, '~'),
    spans: wrapping.spans(),
    milliseconds: Date.now() - startedAt,
  }
}

/** What a row says and does not do: channels that it names and never writes to, or writes to and does not name. */
export function unsaidChannels(scenario: Scenario, raw: Outcome): readonly string[] {
  const seen = (channel: Channel) => raw.recording[channel].length > 0
  return CHANNEL_NAMES.flatMap((channel) => {
    const named = scenario.observes.includes(channel)
    if (named === seen(channel)) return []
    return [named ? `${channel} is named and not observed` : `${channel} is observed and not named`]
  })
}

/** The failure of a promise, or that it did not settle in time. */
async function within(milliseconds: number, promise: Promise<void>): Promise<string | undefined> {
  let timer: NodeJS.Timeout | undefined
  const deadline = new Promise<string>((resolve) => {
    timer = setTimeout(() => resolve(`no end after ${milliseconds / 1000} s`), milliseconds)
  })
  try {
    return await Promise.race([promise.then(() => undefined, faultText), deadline])
  } finally {
    clearTimeout(timer)
  }
}
