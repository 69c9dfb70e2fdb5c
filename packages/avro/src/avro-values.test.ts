import { describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { avro } from './avro-codec'
import { AvroType } from './avro-type'
import { PAYLOAD_LIMITS } from './check/payload-limits'
import { valueOf } from './noted-value.fixture'
import type { AvroSchema } from './schema/avro-schema'

interface Vector {
  readonly id: string
  readonly title: string
  readonly bytes: string
  readonly value: unknown
  readonly except?: Readonly<Record<string, Readonly<Record<string, string>>>>
}
interface ValueVector extends Vector {
  readonly schema: AvroSchema
  readonly free?: true
  readonly also?: readonly string[]
  readonly canonicalForm?: string
  readonly fingerprint: string
}
interface ResolutionVector extends Vector {
  readonly writer: AvroSchema
  readonly reader: AvroSchema
  readonly refused?: true
}

/** Those of every language. */
const { values, resolutions } = JSON.parse(readFileSync(join(__dirname, '../../../spec/avro-values.json'), 'utf8')) as {
  values: ValueVector[]
  resolutions: ResolutionVector[]
}

/** What is said to differ here must do so. */
function check({ id, except }: Vector, name: string, run: () => void): void {
  const reason = except?.['filrouge-node']?.[name]
  if (reason === undefined) it(`${id}: ${name}`, run)
  else it(`${id}: ${name} differs: ${reason}`, () => expect(run).toThrow())
}

const decode = (reader: AvroType, writer: AvroType, hex: string) =>
  reader.readerOf(writer)(Buffer.from(hex, 'hex'), 0, PAYLOAD_LIMITS)

describe('the values of the specification', () => {
  for (const vector of values) {
    const { schema, value, bytes, also, canonicalForm } = vector
    check(vector, 'encode', () => {
      const given = valueOf(schema, value)
      const encoded = avro(schema).encode(given, { topic: 't', part: 'value' }) as { bytes: Buffer }
      const hex = encoded.bytes.toString('hex')
      expect(hex.slice(0, 20)).toBe(`c301${vector.fingerprint}`)
      if (vector.free === undefined) expect(hex.slice(20)).toBe(bytes)
      const type = new AvroType(schema)
      expect(decode(type, type, hex.slice(20))).toEqual(given)
    })
    for (const [name, forms] of Object.entries({ decode: [bytes], ...(also && { also }) }))
      check(vector, name, () => {
        const type = new AvroType(schema)
        for (const form of forms) expect(decode(type, type, form)).toEqual(valueOf(schema, value))
      })
    check(vector, 'fingerprint', () => {
      const type = new AvroType(schema)
      expect(type.fingerprint.toString('hex')).toBe(vector.fingerprint)
      expect(type.canonicalForm).toBe(canonicalForm ?? type.canonicalForm)
    })
  }
})

describe('what others wrote', () => {
  for (const vector of resolutions) {
    const { writer, reader, value, bytes, refused } = vector
    check(vector, 'resolve', () => {
      const read = () => decode(new AvroType(reader), new AvroType(writer), bytes)
      if (refused === true) expect(read).toThrow()
      else expect(read()).toEqual(valueOf(reader, value))
    })
  }
})
