import { HarnessError } from '../harness-error'
import { buildPeer, peerFault } from '../peer'
import { startProcess } from '../processes/running-process'
import type { ProviderRequest, RunningKafka } from '../running-kafka'
import { unstoppableBroker } from './unstoppable-broker'

export { peerFault as mockFault }

interface MockLine {
  bootstrap: string
  version: string
}

/** librdkafka's mock cluster, run by the Rust peer. No admin API, no compaction, no `read_committed`; not Kafka. */
export async function startMock({ brokers, environment, onProgress, signal }: ProviderRequest): Promise<RunningKafka> {
  onProgress("the broker is librdkafka's mock cluster, a stand-in and not Apache Kafka")
  const peer = await buildPeer({ onProgress, environment, signal })
  const mock = startProcess(peer, ['mock', '--brokers', String(brokers)], {
    name: 'mock cluster',
    env: environment,
    stdin: 'pipe',
    readyLine: readMockLine,
  })
  const stop = () => mock.stop()
  try {
    const { bootstrap, version } = await mock.ready
    const addresses = bootstrap.split(',')
    if (addresses.length !== brokers)
      throw new HarnessError(`the mock has ${addresses.length} brokers`, `build ${peer} anew`)
    return {
      kind: 'mock',
      version,
      bootstrap: addresses,
      brokers: addresses.map((address, index) => unstoppableBroker(index + 1, address, 'mock')),
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/** `{"bootstrap":"127.0.0.1:p1,127.0.0.1:p2","librdkafka":"2.12.1"}`; the version may be missing. */
function readMockLine(line: string): MockLine | undefined {
  try {
    const { bootstrap, librdkafka } = JSON.parse(line) as { bootstrap?: unknown; librdkafka?: unknown }
    if (typeof bootstrap !== 'string') return undefined
    return { bootstrap, version: typeof librdkafka === 'string' ? `librdkafka ${librdkafka}` : 'librdkafka' }
  } catch {
    return undefined
  }
}
