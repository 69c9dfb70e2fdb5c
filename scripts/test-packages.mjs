// npm run test:packages: what npm would publish, as a user gets it. Packs every package, looks at the tarballs, installs them into a
// scratch project outside of this one, and compiles the README's example and the type tests there, with four versions of TypeScript.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { contentProblems } from './packages/contents.mjs'
import { anyProblems, importProblems } from './packages/declarations.mjs'
import { packAll } from './packages/pack.mjs'
import { compile, compilersOf, makeScratchProject, writeProject } from './packages/scratch-project.mjs'
import { missedFaults } from './packages/self-check.mjs'
import { Tally } from './packages/tally.mjs'
import { run } from './test-counts.mjs'

const TYPES = join('integration-tests', 'types')
const SCRATCH = mkdtempSync(join(tmpdir(), 'filrouge-packages-'))
process.once('exit', () => rmSync(SCRATCH, { recursive: true, force: true }))
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => process.exit(1))

const tally = new Tally()
const packages = await packAll(SCRATCH)
await makeScratchProject(SCRATCH, packages)

console.log('\n# tarballs')
tally.check('the checks find each fault of a broken package', missedFaults(SCRATCH))
const anys = anyProblems(packages, SCRATCH)
for (const each of packages) {
  tally.check(`${each.name} holds only what it needs`, contentProblems(each))
  tally.check(
    `${each.name} imports only its dependencies`,
    importProblems(each, join(SCRATCH, 'node_modules', each.name)),
  )
  tally.check(`${each.name} declares no any`, anys.get(each.name))
  tally.check(`${each.name} passes publint`, await output('publint', [each.tarball, '--strict']))
  // The command line and the specification are not imported. node10 is resolution as TypeScript did it before `exports`.
  if (each.manifest.types === undefined) continue
  const attw = [each.tarball, '--profile', 'node16', '--no-definitely-typed', '--format', 'ascii', '--no-emoji']
  tally.check(`${each.name} passes attw`, await output('attw', attw))
}

console.log('\n# a project that installs them')
const example = codeBlocks('README.md')[0] ?? ''
const everything = packages.flatMap(({ name, manifest }) => entriesOf(name, manifest))
const imports = everything.map((entry, index) => `import * as entry${index} from '${entry}'`).join('\n')
const all = `${imports}\nexport const entries = [${everything.map((_entry, index) => `entry${index}`).join(', ')}]\n`
const compilers = compilersOf(SCRATCH)
for (const [kind, type] of [
  ['ESM', 'module'],
  ['CommonJS', 'commonjs'],
]) {
  // prettier-ignore
  const folder = join(SCRATCH, type)
  writeProject(folder, { type, files: { 'example.ts': example, 'everything.ts': all } })
  for (const compiler of compilers) {
    const what = `the README's example and every entry compile as ${kind} with TypeScript ${compiler.version}`
    tally.check(what, example === '' ? ['README.md has no example'] : await compile(folder, compiler))
  }
}

console.log('\n# type tests, and examples of packages whose client is only installed here')
const typed = readdirSync(TYPES).filter((name) => /\.types\.[mc]ts$/.test(name))
const files = Object.fromEntries([
  ...typed.map((name) => [name, readFileSync(join(TYPES, name), 'utf8')]),
  ...packages.flatMap(({ folder }) => markedExamples(folder)),
])
const types = join(SCRATCH, 'types')
// What a client's own declarations get wrong is not what is tested.
writeProject(types, { type: 'commonjs', files, compilerOptions: { skipLibCheck: true } })
for (const compiler of compilers) {
  const what = `${Object.keys(files).join(', ')} hold with TypeScript ${compiler.version}`
  tally.check(what, typed.length === 0 ? ['no type test was found'] : await compile(types, compiler))
}

console.log(`\n${tally.passed} passed, ${tally.failed} failed`)
process.exitCode = tally.failed === 0 ? 0 : 1

async function output(command, args) {
  const { code, output: text } = await run(join(SCRATCH, 'node_modules', '.bin', command), args, { echo: false })
  return code === 0 ? [] : [text]
}

function entriesOf(name, { exports = {} }) {
  const code = Object.keys(exports).filter((entry) => exports[entry]?.types !== undefined)
  return code.map((entry) => join(name, entry))
}

function codeBlocks(file) {
  return [...readFileSync(file, 'utf8').matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code]) => code)
}

/** Those that a README says are compiled here. */
function markedExamples(folder) {
  const readme = join(folder, 'README.md')
  if (!existsSync(readme)) return []
  const marked = /<!-- compiled by npm run test:packages -->\s*```ts\n([\s\S]*?)```/g
  const found = [...readFileSync(readme, 'utf8').matchAll(marked)]
  return found.map(([, text], index) => [`${basename(folder)}-example-${index + 1}.mts`, text])
}
