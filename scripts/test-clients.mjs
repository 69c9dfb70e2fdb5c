// npm run test:clients [name ...]: the wrappers on the real clients that npm ci does not install, each in a project of its own, on one
// broker. Their locks are in integration-tests/clients; installations and builds are kept in .cache/clients.
import { startKafka, onSignals } from '@filrouge/harness'
import { buildConfluent, noConfluentBuild } from './clients/confluent-build.mjs'
import { prepareProject, runTests } from './clients/project.mjs'
import { noOtherNode, otherNode } from './other-node.mjs'
import { closingLine, sum } from './test-counts.mjs'

const major = process.versions.node.split('.')[0]
const PROJECTS = [
  { name: 'nestjs-11', sources: ['nestjs', 'shared'] },
  { name: 'nestjs-12', sources: ['nestjs', 'shared'] },
  // it calls what Node 20 does not have
  { name: 'platformatic', sources: ['shared'], nodes: ['22', '24'] },
  { name: 'confluent', sources: ['shared'], build: buildConfluent, variant: `abi${process.versions.modules}` },
]

const chosen = process.argv.slice(2)
const unknown = chosen.filter((name) => !PROJECTS.some((project) => project.name === name))
if (unknown.length > 0) {
  console.error(`no client ${unknown.join(', ')}: use ${PROJECTS.map(({ name }) => name).join(', ')}`)
  process.exit(2)
}

const kafka = await startKafka({ onProgress: (line) => console.log(line) })
onSignals(() => kafka.stop())
const counts = []
try {
  for (const project of PROJECTS.filter(({ name }) => chosen.length === 0 || chosen.includes(name))) await test(project)
} finally {
  await kafka.stop()
}
const total = sum(counts)
console.log(`\n${closingLine(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1

async function test(project) {
  console.log(`\n# ${project.name}`)
  const reason = project.build === buildConfluent ? noConfluentBuild() : undefined
  if (reason !== undefined) return skip(reason)
  const prepared = await prepareProject(project)
  if (prepared.problem !== undefined) {
    console.log(prepared.problem)
    counts.push({ passed: 0, failed: 1, skipped: 0 })
    return undefined
  }
  const env = { KAFKA_BROKERS: kafka.bootstrap.join(',') }
  for (const version of project.nodes ?? [major]) {
    if (version !== major && noOtherNode !== undefined) {
      skip(`${project.name} needs Node ${version}: ${noOtherNode}`)
      continue
    }
    const node = version === major ? process.execPath : await otherNode(version)
    console.log(`\n## node ${version}`)
    counts.push(await runTests(prepared, node, env))
  }
}

function skip(reason) {
  console.log(`skipped: ${reason}`)
  counts.push({ passed: 0, failed: 0, skipped: 1 })
}
