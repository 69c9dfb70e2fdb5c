import { HarnessError } from '../harness-error'
import type { BrokerHandle, ProviderName } from '../running-kafka'

/** The handle of a broker whose process is not ours. */
export function unstoppableBroker(id: number, address: string, kind: ProviderName): BrokerHandle {
  const refuse = (what: string) =>
    Promise.reject(
      new HarnessError(
        `a broker of the ${kind} provider takes no ${what}`,
        "use the local provider: provider: 'local'",
      ),
    )
  return { id, address, pid: undefined, kill: refuse, restart: () => refuse('restart') }
}
