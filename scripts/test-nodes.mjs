// npm run test:nodes: the suite on other Node versions; their counts must equal this version's, except for tests listed here.
// With --after-test this version's counts are those of the last `npm test`, which CI has just run.
import { join } from 'node:path'
import { noOtherNode, otherNode } from './other-node.mjs'
import { closingLine, jest, readBaseline, run, sum } from './test-counts.mjs'

const VERSIONS = ['22', '24']
/** Tests that one version has more or fewer of than another, with the reason: none so far. */
const DIFFERENCES = {}

async function onThisVersion() {
  console.log(`\n# node ${process.version}`)
  const count = await jest(['unit', 'integration'])
  counts.push(count)
  return count
}

if (noOtherNode !== undefined) {
  console.log(`skipped: ${noOtherNode}`)
  console.log('0 passed, 0 failed, 1 skipped')
  process.exit(0)
}
const { code } = await run('npm', ['run', '--silent', 'build'])
if (code !== 0) process.exit(code)

const counts = []
const expected = process.argv.includes('--after-test') ? readBaseline() : await onThisVersion()
if (expected === undefined) {
  console.error(`npm test has not run on node ${process.version}: run it first, or leave out --after-test`)
  process.exit(1)
}
for (const version of VERSIONS) {
  const node = await otherNode(version)
  console.log(`\n# node ${version}`)
  const env = { ...process.env, PATH: `${join(node, '..')}:${process.env.PATH}` }
  const count = await jest(['unit', 'integration'], { node, env })
  const difference = DIFFERENCES[version] ?? 0
  if (count.passed !== expected.passed + difference) {
    console.error(`node ${version}: ${count.passed} tests passed, ${expected.passed + difference} expected`)
    count.failed ||= 1
  }
  counts.push(count)
}
const total = sum(counts)
console.log(`\n${closingLine(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1
