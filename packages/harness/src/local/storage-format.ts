import { randomBytes } from 'node:crypto'
import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { HarnessError } from '../harness-error'
import { startProcess } from '../processes/running-process'
import { javaArguments, javaOptionsNote, type JavaCommand } from './java-command'
import type { ClusterPlan, NodePlan } from './server-properties'

/** 16 random bytes in base64url, not beginning with a dash: Kafka's form of cluster and directory ids. */
export function randomUuid(): string {
  const id = randomBytes(16).toString('base64url')
  return id.startsWith('-') ? randomUuid() : id
}

export function propertiesFile(folder: string, node: NodePlan): string {
  return join(folder, `server-${node.id}.properties`)
}

/**
 * Formats the folders of all nodes with one run of Kafka's own tool, which takes a second of a whole processor. With a static
 * quorum its `bootstrap.checkpoint` is the same for every node, and `meta.properties` differs by node and directory id alone.
 */
export async function formatStorage(command: JavaCommand, plan: ClusterPlan, signal?: AbortSignal): Promise<void> {
  const [first, ...others] = plan.nodes
  if (first === undefined) throw new RangeError('a cluster has nodes')
  await runStorageTool(command, plan.clusterId, propertiesFile(command.folder, first), signal)
  for (const node of others) {
    mkdirSync(node.logFolder, { recursive: true })
    copyFileSync(join(first.logFolder, 'bootstrap.checkpoint'), join(node.logFolder, 'bootstrap.checkpoint'))
    const meta = { version: 1, 'cluster.id': plan.clusterId, 'node.id': node.id, 'directory.id': randomUuid() }
    const lines = Object.entries(meta).map(([key, value]) => `${key}=${value}\n`)
    writeFileSync(join(node.logFolder, 'meta.properties'), lines.join(''))
  }
}

async function runStorageTool(
  command: JavaCommand,
  clusterId: string,
  properties: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const args = javaArguments(command, 'kafka.tools.StorageTool', ['format', '-t', clusterId, '-c', properties])
  const run = startProcess(command.java, args, { name: 'Kafka storage tool', env: command.environment, signal })
  const { code } = await run.exited
  if (code === 0) return
  throw new HarnessError(
    `Kafka's storage tool ended with exit code ${code ?? 'unknown'}${javaOptionsNote(command.environment)}`,
    `it wrote: ${run.output.toString()}`,
  )
}
