// npm test: types, lint, the unit and integration tests, and cargo's, with one closing line.
import { cargo, closingLine, jest, run, sum } from './test-counts.mjs'

const step = async (title, promise) => {
  console.log(`\n# ${title}`)
  return promise()
}
const check = async (title, args) =>
  step(title, async () => {
    const { code } = await run('npm', ['run', '--silent', ...args])
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  })

const counts = [
  await check('types', ['check:types']),
  await check('lint', ['lint']),
  await step('cargo', () =>
    cargo(['test', '--locked', '--workspace', '--all-features', '--manifest-path', 'crates/Cargo.toml']),
  ),
  await step('jest', () => jest(['unit', 'integration'])),
]
const total = sum(counts)
console.log(`\n${closingLine(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1
