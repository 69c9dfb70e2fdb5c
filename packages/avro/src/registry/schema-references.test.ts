import { expect, it } from '@jest/globals'
import { canonicalForm } from '../schema/canonical-form'
import { withReferences, type ReferringSchema, type SchemaReference } from './schema-references'

const QUESTION = { registry: 'http://127.0.0.1:1', id: 9 }
const record = (name: string, ...types: string[]) => {
  return { type: 'record', name, fields: types.map((type, index) => ({ name: `f${index}`, type })) } as const
}

/** A registry of these, by subject, which notes what it was asked. */
function registryOf(schemas: Record<string, ReferringSchema>) {
  const asked: string[] = []
  const ask = ({ subject, version }: SchemaReference) => {
    asked.push(`${subject}/${version}`)
    return Promise.resolve(schemas[subject] as ReferringSchema)
  }
  return { asked, ask }
}

it('asks for what a schema refers to, and for what that refers to, each once', async () => {
  const { asked, ask } = registryOf({
    line: { schema: record('Line', 'Sku'), references: [{ subject: 'sku', version: 2 }] },
    sku: { schema: record('Sku', 'string'), references: [] },
  })
  const references = [
    { subject: 'line', version: 1 },
    { subject: 'sku', version: 2 },
  ]
  const whole = await withReferences({ schema: record('Order', 'Line', 'Sku'), references }, QUESTION, ask)
  expect(asked).toEqual(['line/1', 'sku/2'])
  const line = { ...record('Line'), fields: [{ name: 'f0', type: record('Sku', 'string') }] }
  const order = {
    ...record('Order'),
    fields: [
      { name: 'f0', type: line },
      { name: 'f1', type: 'Sku' },
    ],
  }
  expect(canonicalForm(whole)).toBe(canonicalForm(order))
})

it('gives a schema without references as it is', async () => {
  const { asked, ask } = registryOf({})
  const schema = record('Order', 'string')
  expect(await withReferences({ schema, references: [] }, QUESTION, ask)).toBe(schema)
  expect(asked).toEqual([])
})

it('ends with schemas that refer to each other', async () => {
  const { asked, ask } = registryOf({
    a: { schema: record('A', 'B'), references: [{ subject: 'b', version: 1 }] },
    b: { schema: record('B', 'A'), references: [{ subject: 'a', version: 1 }] },
  })
  const references = [{ subject: 'a', version: 1 }]
  expect(await withReferences({ schema: 'A', references }, QUESTION, ask)).toMatchObject({ name: 'A' })
  expect(asked).toEqual(['a/1', 'b/1'])
})

it('gives up on references without an end', async () => {
  let version = 0
  const ask = () => {
    return Promise.resolve({ schema: record('A', 'string'), references: [{ subject: 'a', version: ++version }] })
  }
  const endless = withReferences({ schema: 'A', references: [{ subject: 'a', version: 0 }] }, QUESTION, ask)
  await expect(endless).rejects.toMatchObject({ name: 'SchemaRegistryError', reason: 'garbage', id: 9 })
})

it('names what it was asked where a reference is no schema', async () => {
  const { ask } = registryOf({ a: { schema: { type: 'record', name: 'A' } as never, references: [] } })
  const broken = withReferences({ schema: 'A', references: [{ subject: 'a', version: 1 }] }, QUESTION, ask)
  await expect(broken).rejects.toThrow(/^schema registry http:\S+, id 9: its references give no schema: TypeError/)
})
