import { expect, it } from '@jest/globals'
import { AvroType } from '../avro-type'
import type { AvroSchema } from './avro-schema'
import { wholeSchema } from './whole-schema'

const PLACE: AvroSchema = {
  type: 'record',
  name: 'Place',
  namespace: 'geo',
  fields: [{ name: 'city', type: 'string' }],
}
const addressWith = (place: AvroSchema): AvroSchema => ({
  type: 'record',
  name: 'mail.Address',
  fields: [
    { name: 'place', type: place },
    { name: 'kind', type: { type: 'enum', name: 'Kind', symbols: ['HOME', 'WORK'] } },
    { name: 'next', type: ['null', 'Address'], default: null },
  ],
})
const ADDRESS = addressWith('geo.Place')

const recordOf = (...types: AvroSchema[]): AvroSchema => {
  return { type: 'record', name: 'shop.Order', fields: types.map((type, index) => ({ name: `f${index}`, type })) }
}

it('takes each definition once, where its name stands first, with those that it refers to', () => {
  const whole = wholeSchema(recordOf('mail.Address', 'geo.Place', 'mail.Kind'), [PLACE, ADDRESS])
  const inOnePiece = recordOf(addressWith(PLACE), 'geo.Place', 'mail.Kind')
  expect(new AvroType(whole).canonicalForm).toBe(new AvroType(inOnePiece).canonicalForm)
})

it('takes a definition out of another, which refers to it from then on', () => {
  const whole = wholeSchema(recordOf('mail.Kind', 'mail.Address'), [PLACE, ADDRESS])
  expect(whole).toMatchObject({
    fields: [
      { type: { name: 'Kind', namespace: 'mail', symbols: ['HOME', 'WORK'] } },
      { type: { fields: [{}, { name: 'kind', type: 'mail.Kind' }, {}] } },
    ],
  })
  expect(() => new AvroType(whole)).not.toThrow()
})

it('keeps what is said of types, fields and definitions', () => {
  const schema = recordOf({ type: 'long', logicalType: 'timestamp-millis' }, { type: 'array', items: 'geo.Place' })
  expect(wholeSchema(schema, [{ ...(PLACE as object), doc: 'a place', aliases: ['Spot'] } as never])).toMatchObject({
    fields: [
      { type: { type: 'long', logicalType: 'timestamp-millis' } },
      { type: { type: 'array', items: { name: 'Place', doc: 'a place', aliases: ['Spot'] } } },
    ],
  })
})

it('keeps names without a namespace inside of one', () => {
  const plain: AvroSchema = { type: 'fixed', name: 'Sum', size: 4 }
  const outer: AvroSchema = { type: 'record', name: 'Outer', fields: [{ name: 'sum', type: 'Sum' }] }
  const whole = wholeSchema({ type: 'map', values: 'Outer' }, [plain, outer])
  expect(new AvroType(whole).canonicalForm).toBe(
    '{"type":"map","values":{"name":"Outer","type":"record","fields":[{"name":"sum","type":{"name":"Sum","type":"fixed","size":4}}]}}',
  )
})

it('leaves names that nobody defines', () => {
  expect(wholeSchema(['null', 'no.One'], [PLACE])).toEqual(['null', 'no.One'])
})
