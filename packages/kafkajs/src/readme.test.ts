import { expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'

it('the example for NestJS is the program that npm run test:clients compiles and runs', () => {
  const page = readFileSync(join(__dirname, '..', 'README.md'), 'utf8')
  const example = /<!-- compiled by npm run test:clients -->\s*```ts\n([\s\S]*?)```/.exec(page)?.[1]
  const program = join(__dirname, '../../../integration-tests/clients/nestjs-11/traced-kafka.ts')
  expect(example).toBeDefined()
  expect(readFileSync(program, 'utf8')).toContain(example)
})
