import type { SoakCodec } from './soak-codecs'

/** Faults of a codec, by name: a soak that does not find them finds nothing. */
const FAULTS: Readonly<Record<string, () => unknown>> = {
  throws: () => {
    throw new TypeError('planted')
  },
  hangs: () => {
    for (;;);
  },
  'never-answers': () => new Promise(() => undefined),
  'takes-all-memory': () => {
    const kept: object[] = []
    for (;;) kept.push(Array.from({ length: 1000 }, () => 0))
  },
  'takes-too-much': () => Array.from({ length: 300_000 }, () => []).length,
  'gives-too-many': () => Array.from({ length: 20_000 }, () => null),
}
export const PLANTED = Object.keys(FAULTS)

/** The codec, with that fault in each payload that begins as none of the good ones does. */
export function withFault(name: string, given: SoakCodec): SoakCodec {
  const fault = FAULTS[name]
  if (fault === undefined) throw new RangeError(`no fault ${name}`)
  const { codec } = given
  return {
    ...given,
    codec: {
      encode: (value, place) => codec.encode(value, place),
      decode: (payload, headers, place) => {
        if ((payload[0] ?? 0) >= 0xf0 && payload.length > 8) return fault()
        return codec.decode(payload, headers, place)
      },
    },
  }
}
