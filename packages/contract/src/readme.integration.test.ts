import { expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'
import * as contract from './index'

const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8')
const subject = join(__dirname, '../../../spec/broken/subject.cjs')

it("the page's example tells a program that conforms from one that does not", async () => {
  const code = /^```ts\n([\s\S]*?)^```$/m.exec(page)?.[1] ?? ''
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 }
  const { outputText } = transpileModule(`${code}\nexport { conforms }`, { compilerOptions })
  const exported: { conforms?: (command: string[]) => Promise<boolean> } = {}
  const printed: unknown[] = []
  const console = { log: (line: unknown) => printed.push(line), error: (line: unknown) => printed.push(line) }
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is our own page
  const run = new Function('require', 'exports', 'console', outputText) as (...args: unknown[]) => void
  run(() => contract, exported, console)
  expect(await exported.conforms?.([process.execPath, subject, 'none'])).toBe(true)
  expect(await exported.conforms?.([process.execPath, subject, 'strict-version'])).toBe(false)
  expect(printed.join('\n')).toMatch(/0 failed[\s\S]*tp-future/)
})
