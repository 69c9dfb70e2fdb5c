import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { contentProblems } from './contents.mjs'
import { anyProblems, importProblems } from './declarations.mjs'

const DECLARATIONS = `import type { Producer } from 'kafkajs'
import type { Missing } from 'not-there'
export declare function f(given: any): Missing
export declare const producer: Producer
export interface Fine { readonly value: unknown }
`
const BROKEN = {
  name: 'broken-package',
  folder: 'packages/none',
  manifest: { dependencies: {} },
  files: ['dist/index.d.ts', 'dist/index.test.js', 'src/index.ts'],
}
const EXPECTED = [
  'dist/index.test.js should not be packed',
  'src/index.ts should not be packed',
  'README.md is missing',
  'files such as dist/index.d.ts have no source',
  'dist/index.d.ts imports the client kafkajs',
  'dist/index.d.ts imports not-there, which is no dependency',
  ':3: any is any',
  ':3: Missing is any',
]

/** What the checks of a package miss in one that has each fault; a project of ours never shows that they would find it. */
export function missedFaults(project) {
  const installed = join(project, 'node_modules', BROKEN.name)
  mkdirSync(join(installed, 'dist'), { recursive: true })
  writeFileSync(join(installed, 'dist', 'index.d.ts'), DECLARATIONS)
  const declarations = { ...BROKEN, files: ['dist/index.d.ts'] }
  const found = [
    ...contentProblems(BROKEN),
    ...importProblems(declarations, installed),
    ...anyProblems([declarations], project).get(BROKEN.name),
  ]
  return EXPECTED.filter((fault) => !found.some((problem) => problem.includes(fault))).map(
    (fault) => `missed: ${fault}`,
  )
}
