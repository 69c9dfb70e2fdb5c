import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { waitFor } from '../condition'
import { aliveBrokers } from '../kafka-admin'
import { freePorts } from '../processes/free-ports'
import type { BrokerHandle } from '../running-kafka'
import type { JavaCommand } from './java-command'
import { NodeProcess } from './node-process'
import { HarnessError } from '../harness-error'
import { serverProperties, type ClusterPlan, type NodePlan } from './server-properties'
import { needsZooKeeper, zooKeeperProperties, ZOOKEEPER_MAIN } from './zookeeper-properties'
import { formatStorage, propertiesFile, randomUuid } from './storage-format'

const READY_DEADLINE_MS = 90_000

// The data is thrown away with the cluster: nobody need wait for partitions to be handed over, least of all to a broker that hangs.
const STOP_DEADLINE_MS = 3_000

/** A controller with brokers, in one process for a single broker, in a process each for more. */
export class LocalCluster {
  readonly brokers: readonly BrokerHandle[]
  readonly #nodes: readonly NodeProcess[]

  private constructor(command: JavaCommand, plan: ClusterPlan) {
    this.#nodes = plan.nodes.map((node) => {
      const isZooKeeper = plan.zooKeeper === true && node.port === undefined
      return new NodeProcess(command, node, isZooKeeper ? ZOOKEEPER_MAIN : undefined)
    })
    this.brokers = this.#nodes.filter(({ plan: { port } }) => port !== undefined).map((node) => this.#handle(node))
  }

  /** Writes the properties and formats the storage of `count` brokers on ports that are free now. */
  static async prepare(
    command: JavaCommand,
    version: string,
    count: number,
    signal?: AbortSignal,
  ): Promise<LocalCluster> {
    const ports = await freePorts(count + 1)
    if (needsZooKeeper(version)) return LocalCluster.#withZooKeeper(command, version, count, ports)
    const plan = clusterPlan(command.folder, count, ports)
    for (const node of plan.nodes) {
      writeFileSync(propertiesFile(command.folder, node), serverProperties(plan, node))
    }
    await formatStorage(command, plan, signal)
    return new LocalCluster(command, plan)
  }

  static #withZooKeeper(command: JavaCommand, version: string, count: number, ports: number[]): LocalCluster {
    if (count !== 1) throw new HarnessError(`Kafka ${version} is started with one broker only`, 'ask for one broker')
    const [controllerPort = 0, port] = ports
    const plan: ClusterPlan = {
      clusterId: '',
      controllerId: 100,
      controllerPort,
      zooKeeper: true,
      nodes: [
        { id: 100, roles: ['controller'], port: undefined, logFolder: join(command.folder, 'zookeeper') },
        { id: 1, roles: ['broker'], port, logFolder: join(command.folder, 'log-1') },
      ],
    }
    for (const node of plan.nodes) {
      writeFileSync(propertiesFile(command.folder, node), zooKeeperProperties(plan, node))
    }
    return new LocalCluster(command, plan)
  }

  get bootstrap(): string[] {
    return this.brokers.map(({ address }) => address)
  }

  get portTaken(): boolean {
    return this.#nodes.some((node) => node.portTaken)
  }

  /**
   * Starts all nodes and waits until every broker itself answers that the cluster counts all, or the signal is aborted. One answer
   * is not enough: a broker counts from the moment it has caught up with the controller, and opens its listener after that.
   */
  async start(signal?: AbortSignal): Promise<void> {
    for (const node of this.#nodes) node.start()
    await waitFor(`Kafka with ${this.brokers.length} broker(s)`, () => this.#everyBrokerCountsAll(), {
      deadlineMs: READY_DEADLINE_MS,
      hopeless: () => this.#nodes.map(({ ended }) => ended).find((reason) => reason !== undefined),
      signal,
      remedy: () => `last output: ${this.#nodes.map(({ plan, output }) => `node ${plan.id}: ${output}`).join(' ')}`,
    })
  }

  /** Brokers first: their controlled shutdown needs the controller. */
  async stop(): Promise<void> {
    const stop = (node: NodeProcess) => node.stop(STOP_DEADLINE_MS)
    const isBroker = ({ plan }: NodeProcess) => plan.roles.includes('broker')
    await Promise.all(this.#nodes.filter(isBroker).map(stop))
    await Promise.all(this.#nodes.filter((node) => !isBroker(node)).map(stop))
  }

  async #everyBrokerCountsAll(): Promise<boolean> {
    const counts = await Promise.all(this.bootstrap.map(async (address) => (await aliveBrokers([address])).size))
    return counts.every((count) => count === this.brokers.length)
  }

  #handle(node: NodeProcess): BrokerHandle {
    const { id, port } = node.plan
    const address = `127.0.0.1:${port ?? 0}`
    return {
      id,
      address,
      get pid() {
        return node.pid
      },
      kill: (signal) => node.signal(signal),
      restart: async () => {
        await node.stop()
        node.start()
        await waitFor(`Kafka broker ${id} after its restart`, async () => (await aliveBrokers([address])).has(id), {
          deadlineMs: READY_DEADLINE_MS,
          hopeless: () => node.ended,
        })
      },
    }
  }
}

/** Ports: the controller's, then one for each broker. */
function clusterPlan(folder: string, count: number, [controllerPort = 0, ...ports]: number[]): ClusterPlan {
  const node = (id: number, roles: NodePlan['roles'], port?: number): NodePlan => {
    return { id, roles, port, logFolder: join(folder, `log-${id}`) }
  }
  const clusterId = randomUuid()
  if (count === 1) {
    return { clusterId, controllerId: 1, controllerPort, nodes: [node(1, ['broker', 'controller'], ports[0])] }
  }
  const brokers = ports.map((port, index) => node(index + 1, ['broker'], port))
  return { clusterId, controllerId: 100, controllerPort, nodes: [node(100, ['controller']), ...brokers] }
}
