import { expect, it } from '@jest/globals'
import * as jestGlobals from '@jest/globals'
import * as kafkajs from '@filrouge/kafkajs'
import * as opentracing from '@filrouge/opentracing'
import jaeger from 'jaeger-client'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'
import * as testing from './index'
import * as matchers from './jest'

const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8')
const examples = [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(([, code = '']) => code)
const modules: Readonly<Record<string, unknown>> = {
  '@filrouge/kafkajs': kafkajs,
  '@filrouge/opentracing': opentracing,
  '@filrouge/testing': testing,
  '@filrouge/testing/jest': matchers,
  '@jest/globals': jestGlobals,
  'jaeger-client': jaeger,
}

// Each example declares its own tests, which run with these.
for (const code of examples) {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true }
  const { outputText } = transpileModule(code, { compilerOptions })
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- it is our own page
  const run = new Function('require', 'exports', outputText) as (...args: unknown[]) => void
  run((name: string) => modules[name], {})
}

it('the README has examples that are tests', () => {
  expect(examples.map((code) => /^test\('(.*)'/m.exec(code)?.[1])).toEqual([
    'an order is sent inside the request',
    'a span has its tags',
  ])
})
