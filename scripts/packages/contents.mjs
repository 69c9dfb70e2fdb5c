import { existsSync } from 'node:fs'
import { join } from 'node:path'

/** What some packages need at run time beside their compiled code. */
const MORE = {
  '@filrouge/harness': /^(kafka|process|schema-registry)\//,
  '@filrouge/spec': /^([a-zA-Z.-]+\.(md|json)|vectors\/.+\.json|schemas\/.+\.avsc)$/,
  filrouge: /^bin\/filrouge\.js$/,
}
const ALWAYS = /^(README\.md|package\.json|LICEN[CS]E(\.md|\.txt)?)$/
const COMPILED = /^dist\/(.+?)(\.d\.ts|\.js)(\.map)?$/

/** What is wrong with the list of files that npm packs: only a README, a licence, package.json and code that has a source. */
export function contentProblems({ name, folder, files }) {
  const unknown = files.filter((file) => !ALWAYS.test(file) && !MORE[name]?.test(file) && !COMPILED.test(file))
  const compiled = files.filter((file) => COMPILED.test(file)).map((file) => ({ file, source: COMPILED.exec(file)[1] }))
  const tests = compiled.filter(({ source }) => /\.(test|fixture)$/.test(source)).map(({ file }) => file)
  const orphans = compiled.filter(({ source }) => !existsSync(join(folder, 'src', `${source}.ts`)))
  const problems = [...unknown, ...tests].map((file) => `${file} should not be packed`)
  if (!files.includes('README.md')) problems.push('README.md is missing')
  if (orphans.length > 0) {
    const some = `${orphans.length} files such as ${orphans[0].file} have no source any more`
    problems.push(`${some}: npm run clean, and build again`)
  }
  return problems
}
