import { avro, confluent, fileRegistry, plain, singleObject, type Framing, type PayloadCodec } from '@filrouge/avro'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { SoakCase } from './soak-cases'
import { LIMITS } from './soak-limits'

export const CODECS = ['plain', 'single-object', 'confluent-number', 'confluent-guid'] as const
export type CodecName = (typeof CODECS)[number]

/** Bytes to decode, and the header beside them. */
export interface Framed {
  readonly bytes: Buffer
  readonly beside?: Buffer
}

export interface SoakCodec {
  readonly codec: PayloadCodec<unknown>
  framed(payload: Buffer): Framed
}

/** The codec of each case, in its order; the registry is a file in that folder. */
export function soakCodecs(name: CodecName, cases: readonly SoakCase[], folder: string): readonly SoakCodec[] {
  switch (name) {
    case 'plain':
      return cases.map((each) => ({ codec: codecOf(each, plain(each.writer)), framed: (bytes) => ({ bytes }) }))
    case 'single-object': {
      // the last of those that have one fingerprint counts: schemas that differ in their logical types alone
      const framingOf = ({ writer }: SoakCase) => singleObject([...cases.map((other) => other.writer), writer])
      const prefixOf = ({ writer }: SoakCase) => Buffer.concat([Buffer.from([0xc3, 0x01]), writer.fingerprint])
      return cases.map((each) => before(codecOf(each, framingOf(each)), prefixOf(each)))
    }
    default: {
      const framing = confluent(fileRegistry(registryOf(cases, folder)))
      return cases.map((each, index) => {
        const codec = codecOf(each, framing)
        return name === 'confluent-number' ? before(codec, numberOf(index)) : besideIt(codec, guidOf(index))
      })
    }
  }
}

function codecOf({ reader }: SoakCase, framing: Framing): PayloadCodec<unknown> {
  return avro(reader, { framing, limits: LIMITS })
}

function before(codec: PayloadCodec<unknown>, prefix: Buffer): SoakCodec {
  return { codec, framed: (payload) => ({ bytes: Buffer.concat([prefix, payload]) }) }
}

function besideIt(codec: PayloadCodec<unknown>, beside: Buffer): SoakCodec {
  return { codec, framed: (bytes) => ({ bytes, beside }) }
}

/** `00`, and the id with its highest byte first. */
function numberOf(index: number): Buffer {
  const prefix = Buffer.alloc(5)
  prefix.writeInt32BE(index + 1, 1)
  return prefix
}

/** `01`, and a GUID. */
function guidOf(index: number): Buffer {
  const header = Buffer.alloc(17)
  header[0] = 1
  header.writeInt32BE(index + 1, 13)
  return header
}

function registryOf(cases: readonly SoakCase[], folder: string): string {
  const path = join(folder, 'registry.json')
  const schemas = cases.map(({ writer }, index) => {
    const guid = `00000000-0000-0000-0000-${guidOf(index).toString('hex', 11)}`
    return { id: index + 1, guid, subjects: [], schema: writer.schema }
  })
  writeFileSync(path, JSON.stringify({ schemas }))
  return path
}
