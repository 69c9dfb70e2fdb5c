import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'
import { startProcess, type RunningProcess } from './processes/running-process'

const home = join(__dirname, '..')

/** The example below `<!-- tested: name -->`, as JavaScript. */
function example(name: string): string {
  const readme = readFileSync(join(home, 'README.md'), 'utf8')
  const source = new RegExp(`<!-- tested: ${name} -->\\s*\`\`\`ts\\n([\\s\\S]*?)\`\`\``).exec(readme)?.[1] ?? ''
  const compilerOptions = { module: ModuleKind.ESNext, target: ScriptTarget.ES2022 }
  return transpileModule(source, { compilerOptions }).outputText
}

let folder = ''
let program: RunningProcess | undefined
beforeEach(() => {
  // inside the package, so that it resolves as it would for a user
  folder = mkdtempSync(join(home, 'readme-'))
})
afterEach(async () => {
  await program?.stop()
  rmSync(folder, { recursive: true })
})

test.each([
  ['start', /^ready on 127\.0\.0\.1:\d+ of external kafka unknown$/m],
  ['failure', /^sent without broker 1$/m],
])('the example "%s" of the README does what it says', async (name, said) => {
  const file = join(folder, 'example.mjs')
  writeFileSync(file, example(name))
  program = startProcess(process.execPath, [file], { name: `example ${name}`, env: process.env })
  expect({ ...(await program.exited), output: program.output.lines().join('\n') }).toEqual({
    code: 0,
    signal: null,
    output: expect.stringMatching(said),
  })
})
