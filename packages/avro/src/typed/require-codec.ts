import { shown } from '../errors/shown'

/** @throws TypeError where a codec is none: bytes would be sent, or handed out, for values */
export function requireCodec(part: 'key' | 'value', codec: unknown): void {
  const { encode, decode } = (codec ?? {}) as { readonly encode?: unknown; readonly decode?: unknown }
  if (typeof encode !== 'function' || typeof decode !== 'function')
    throw new TypeError(`typed() takes a codec as \`${part}\`, such as avro(schema), and got ${shown(codec)}`)
}

/** @throws TypeError as well where the key has one, and it is none */
export function requireCodecs({ key, value }: { readonly key?: unknown; readonly value?: unknown }): void {
  requireCodec('value', value)
  if (key !== undefined) requireCodec('key', key)
}
