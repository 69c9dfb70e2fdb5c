// npm test: types, lint, the unit and integration tests, and cargo's, with one closing line.
import { cargo, closingLine, jest, run, sum, writeBaseline } from './test-counts.mjs'

const step = async (title, promise) => {
  console.log(`\n# ${title}`)
  return promise()
}
const succeeds = async (title, command, args, env = {}) =>
  step(title, async () => {
    const { code } = await run(command, args, { env: { ...process.env, ...env } })
    return { passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1, skipped: 0 }
  })
const check = (title, args) => succeeds(title, 'npm', ['run', '--silent', ...args])
/** About the crate that is published. These compile in the folder of the tests, so that what those built is not built again. */
const crate = (title, args, env) =>
  succeeds(title, 'cargo', [...args, '-p', 'filrouge', '--locked', '--manifest-path', 'crates/Cargo.toml'], env)

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
  await crate('the crate without std', ['check', '--no-default-features']),
  await crate('documentation of the crate, without warnings', ['doc', '--no-deps', '--all-features'], {
    RUSTDOCFLAGS: '-Dwarnings',
  }),
  await crate('the crate as it would be published', ['package', '--allow-dirty']),
  await step('jest', jestOnThisVersion),
]
const total = sum(counts)
console.log(`\n${closingLine(total)}`)
process.exitCode = total.failed === 0 ? 0 : 1
