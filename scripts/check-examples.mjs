// Compiles every fenced `ts` example of the documents, each as a module of its own, under `strict`. A comment `<!-- given: ... -->`
// right before an example holds declarations that the example takes for granted; `<!-- compiled by ... -->` says which other command
// compiles it, `<!-- run by ... -->` which test runs it: that this is there is checked.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

const root = join(dirname(fileURLToPath(import.meta.url)), '..')
// inside of the project, so that examples find its packages
const folder = join(root, '.cache', 'examples')
const list = (path) => readdirSync(join(root, path)).map((name) => `${path}/${name}`)
const pages = [
  'README.md',
  ...list('docs').filter((path) => path.endsWith('.md')),
  ...[...list('packages'), ...list('examples')].flatMap((path) =>
    readdirSync(join(root, path)).includes('README.md') ? [`${path}/README.md`] : [],
  ),
]

rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const examples = new Map()
const claims = []
for (const page of pages) {
  const text = readFileSync(join(root, page), 'utf8')
  for (const found of text.matchAll(
    /(?:<!-- (given|compiled by|run by)\b:?((?:(?!-->)[\s\S])*)-->\s*)?^```ts\n([\s\S]*?)^```$/gm,
  )) {
    const [whole, kind, said = '', code] = found
    const line = text.slice(0, found.index + whole.indexOf('```ts')).split('\n').length
    if (kind !== undefined && kind !== 'given') {
      if (!isThere(said.trim(), page)) claims.push(`${page}:${line}: is ${kind} ${said.trim()}, which is not there`)
      continue
    }
    const given = said.replace(/^\n/, '')
    const file = join(folder, `${page.replaceAll(/[^\w]/g, '-')}-${line}.mts`)
    writeFileSync(file, `${given}\n${code}\nexport {}\n`)
    examples.set(file, { page, line, given: given.split('\n').length })
  }
}

const program = ts.createProgram([...examples.keys()], {
  strict: true,
  noEmit: true,
  skipLibCheck: true,
  target: ts.ScriptTarget.ES2022,
  lib: ['lib.es2024.d.ts'],
  module: ts.ModuleKind.Node16,
  moduleResolution: ts.ModuleResolutionKind.Node16,
  esModuleInterop: true,
  types: ['node'],
  typeRoots: [join(root, 'node_modules/@types')],
})
const faults = ts.getPreEmitDiagnostics(program)
for (const { file, start, messageText } of faults) {
  const reason = ts.flattenDiagnosticMessageText(messageText, '\n')
  const example = file && examples.get(file.fileName)
  if (example === undefined) console.error(`${file ? relative(root, file.fileName) : 'tsc'}: ${reason}`)
  else {
    const at = file.getLineAndCharacterOfPosition(start ?? 0).line - example.given + 1
    console.error(`${example.page}:${example.line + at}: ${reason}`)
  }
}
for (const claim of claims) console.error(claim)
console.error(`${examples.size} examples of ${pages.length} pages compiled, ${faults.length + claims.length} faults`)
process.exitCode = faults.length + claims.length === 0 && examples.size > 0 ? 0 : 1

/** Whether what takes an example is there: a command of the project, or a test that reads the page. */
function isThere(said, page) {
  const command = /^npm run (\S+)$/.exec(said)?.[1]
  if (command !== undefined) return command in JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts
  const test = [said, join(dirname(page), said)].map((path) => join(root, path)).find((path) => existsSync(path))
  return test !== undefined && readFileSync(test, 'utf8').includes('README.md')
}
