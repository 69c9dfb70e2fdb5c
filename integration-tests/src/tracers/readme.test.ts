import * as kafkajs from '@filrouge/kafkajs'
import * as openTelemetry from '@filrouge/opentelemetry'
import * as openTracing from '@filrouge/opentracing'
import { recordingReporter } from '@filrouge/testing'
import { afterEach, beforeEach, expect, it } from '@jest/globals'
import * as api from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import * as core from '@opentelemetry/core'
import * as sdk from '@opentelemetry/sdk-trace'
import * as shim from '@opentelemetry/shim-opentracing'
import jaeger from 'jaeger-client'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript'
import { MemoryKafka } from './memory-kafka'

const modules: Readonly<Record<string, unknown>> = {
  '@filrouge/kafkajs': kafkajs,
  '@filrouge/opentelemetry': openTelemetry,
  '@filrouge/opentracing': openTracing,
  '@opentelemetry/api': api,
  '@opentelemetry/core': core,
  '@opentelemetry/sdk-trace': sdk,
  '@opentelemetry/shim-opentracing': shim,
  'jaeger-client': jaeger,
}
const examples = ['opentracing', 'opentelemetry'].flatMap((name) => {
  const page = readFileSync(join(__dirname, '../../../packages', name, 'README.md'), 'utf8')
  return [...page.matchAll(/^```ts\n([\s\S]*?)^```$/gm)].map(
    ([, code = '']) => [name, code.split('\n')[0], code] as const,
  )
})

beforeEach(() => {
  api.context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
})
afterEach(() => {
  api.context.disable()
  api.trace.disable()
})

/** What an example says that it prints: the comment behind a line that prints. */
const promised = (code: string) => [...code.matchAll(/console\.log\(.*\) \/\/ (.*)/g)].map(([, text]) => text)

it.each(examples)('the example of %s with %s prints what it says', async (_name, _line, code) => {
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022, esModuleInterop: true }
  const exporter = new sdk.InMemorySpanExporter()
  const provider = new sdk.TracerProvider({ spanProcessors: [new sdk.SimpleSpanProcessor({ exporter })] })
  api.trace.setGlobalTracerProvider(provider)
  const printed: string[] = []
  // what a page takes for granted: its reader has them
  const given = {
    require: (name: string) => modules[name],
    exports: {},
    console: { log: (value: unknown) => printed.push(typeof value === 'string' ? value : inspect(value)) },
    kafka: new MemoryKafka(),
    reporter: recordingReporter(),
    exporter,
    // an example may declare one itself
    ...(!code.includes('const provider') && { provider }),
  }
  const { outputText } = transpileModule(code, { compilerOptions })
  const AsyncFunction = (async () => Promise.resolve()).constructor as FunctionConstructor
  const run = new AsyncFunction(...Object.keys(given), outputText) as (...args: unknown[]) => Promise<void>
  await run(...Object.values(given))
  expect(printed).toEqual(promised(code))
  expect(printed.length).toBeGreaterThan(0)
})

it('both pages have examples', () => {
  expect(examples.map(([name]) => name)).toEqual([
    ...Array<string>(2).fill('opentracing'),
    ...Array<string>(3).fill('opentelemetry'),
  ])
})
