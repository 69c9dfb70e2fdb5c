// npm test: types, lint, the unit and integration tests, and cargo's, with one closing line.
import { cargo, closingLine, jest, run, sum, writeBaseline } from './test-counts.mjs'

const step = async (title, promise) => {
  console.log(`\n# ${title}`)
  return promise()
}
const check = async (title, args) =>
  step(title, async () => {
    const { code } = await run('npm', ['run', '--silent', ...args])
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  })

const jestOnThisVersion = async () => {
  const count = await jest(['unit', 'integration'])
  writeBaseline(count)
  return count
}

const counts = [
  await check('types', ['check:types']),
  await check('lint', ['lint']),
  await check('specification and vectors', ['lint:spec']),
  await check('format of the crates', ['lint:rust']),
  await step('cargo', () =>
    cargo(['test', '--locked', '--workspace', '--all-features', '--manifest-path', 'crates/Cargo.toml']),
  ),
  await step('jest', jestOnThisVersion),
]
const total = sum(counts)
console.log(`\n${closingLine(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1
