import { waitFor } from '../condition'
import { faultText, HarnessError } from '../harness-error'
import { aliveBrokers } from '../kafka-admin'
import { eachLine, OutputTail } from '../processes/output-tail'
import type { ProviderRequest, RunningKafka } from '../running-kafka'
import { engineFault } from './container-engine'
import { unstoppableBroker } from './unstoppable-broker'

export { engineFault }

const DEFAULT_IMAGE = 'apache/kafka:4.1.1'
const CLIENT_PORT = 9092
const START_SCRIPT = '/tmp/filrouge-start.sh'
const WAITING = 'waiting for the advertised address'
const READY_DEADLINE_MS = 90_000

/** Kafka in a container: image `KAFKA_IMAGE`, else Apache's own. The engine is the one of this process's `DOCKER_HOST`. */
export async function startContainer({
  brokers,
  environment,
  onProgress,
  signal,
}: ProviderRequest): Promise<RunningKafka> {
  if (brokers !== 1) throw new HarnessError(`testcontainers starts 1 broker, not ${brokers}`, 'use the local provider')
  const fault = await engineFault(environment)
  if (fault !== undefined) throw fault
  const { GenericContainer, Wait } = await loadTestcontainers()
  const image = environment.KAFKA_IMAGE || DEFAULT_IMAGE
  onProgress(`starting a container of ${image}`)
  const output = new OutputTail()
  const container = await new GenericContainer(image)
    .withExposedPorts(CLIENT_PORT)
    .withEnvironment(KAFKA_ENVIRONMENT)
    .withEntrypoint(['/bin/sh', '-c'])
    .withCommand([`echo ${WAITING}; while [ ! -s ${START_SCRIPT} ]; do sleep 0.1; done; exec /bin/sh ${START_SCRIPT}`])
    .withLogConsumer((stream) => eachLine(stream, (line) => output.add(line)))
    .withWaitStrategy(Wait.forLogMessage(WAITING))
    .start()
    .catch((error: unknown) => {
      throw new HarnessError(
        `the engine did not start ${image}: ${faultText(error)}`,
        'pull that image, or let KAFKA_IMAGE name one that the engine has',
        { cause: error },
      )
    })
  let stopping: Promise<void> | undefined
  const stop = () => (stopping ??= container.stop({ timeout: 10_000 }).then(() => undefined))
  try {
    const host = container.getHost() === 'localhost' ? '127.0.0.1' : container.getHost()
    const address = `${host}:${container.getMappedPort(CLIENT_PORT)}`
    await container.copyContentToContainer([{ content: startScript(address), target: START_SCRIPT, mode: 0o755 }])
    const [id = 1] = await waitFor(`Kafka in ${image}`, async () => [...(await aliveBrokers([address])).keys()], {
      deadlineMs: READY_DEADLINE_MS,
      signal,
      remedy: () => `last output: ${output.toString()}`,
    })
    const version = /:([^:/]+)$/.exec(image)?.[1] ?? 'unknown'
    return {
      kind: 'testcontainers',
      version,
      bootstrap: [address],
      brokers: [unstoppableBroker(id, address, 'testcontainers')],
      stop,
    }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * Clients dial the mapped port, which the engine chooses at the start: the broker waits for a script that holds it. Inside, where
 * that port leads nowhere, the broker talks to itself over a listener of its own (transaction markers go that way).
 */
function startScript(address: string): string {
  return `export KAFKA_ADVERTISED_LISTENERS=PLAINTEXT://${address},INSIDE://127.0.0.1:19092\nexec /etc/kafka/docker/run\n`
}

const KAFKA_ENVIRONMENT = {
  KAFKA_NODE_ID: '1',
  KAFKA_PROCESS_ROLES: 'broker,controller',
  KAFKA_LISTENERS: `PLAINTEXT://0.0.0.0:${CLIENT_PORT},INSIDE://127.0.0.1:19092,CONTROLLER://127.0.0.1:29093`,
  KAFKA_CONTROLLER_LISTENER_NAMES: 'CONTROLLER',
  KAFKA_INTER_BROKER_LISTENER_NAME: 'INSIDE',
  KAFKA_LISTENER_SECURITY_PROTOCOL_MAP: 'PLAINTEXT:PLAINTEXT,INSIDE:PLAINTEXT,CONTROLLER:PLAINTEXT',
  KAFKA_CONTROLLER_QUORUM_VOTERS: '1@127.0.0.1:29093',
  KAFKA_OFFSETS_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_REPLICATION_FACTOR: '1',
  KAFKA_TRANSACTION_STATE_LOG_MIN_ISR: '1',
  KAFKA_SHARE_COORDINATOR_STATE_TOPIC_REPLICATION_FACTOR: '1',
  KAFKA_SHARE_COORDINATOR_STATE_TOPIC_MIN_ISR: '1',
  KAFKA_GROUP_INITIAL_REBALANCE_DELAY_MS: '0',
  KAFKA_AUTO_CREATE_TOPICS_ENABLE: 'false',
}

/** An optional peer: loaded only here. */
async function loadTestcontainers() {
  try {
    return await import('testcontainers')
  } catch (error) {
    throw new HarnessError(
      `testcontainers does not load (${faultText(error)})`,
      'npm install --save-dev testcontainers',
    )
  }
}
