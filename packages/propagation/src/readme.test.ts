import { expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'
import * as propagation from './index'

const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8')
const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)

/** What an example says that it prints: the comment behind a line that prints, or below it. */
const promised = (code: string) => [...code.matchAll(/console\.log\(.*\)(?:\n)? ?\/\/ (.*)/g)].map(([, text]) => text)

it.each(examples.map((code) => [code.split('\n')[0], code] as const))(
  'the example with %s prints what it says',
  (_line, code) => {
    const { outputText } = transpileModule(code, {
      compilerOptions: { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 },
    })
    const printed: string[] = []
    const console = { log: (value: unknown) => printed.push(typeof value === 'string' ? value : inspect(value)) }
    // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is our own page
    const run = new Function('require', 'exports', 'console', outputText) as (...args: unknown[]) => void
    run(() => propagation, {}, console)
    expect(printed).toEqual(promised(code))
    expect(printed.length).toBeGreaterThan(0)
  },
)
