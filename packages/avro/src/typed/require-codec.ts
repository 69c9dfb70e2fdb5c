/** @throws TypeError where the codec of the values is missing: bytes would be sent, or handed out, for values */
export function requireCodec(codec: unknown): void {
  const { encode, decode } = (codec ?? {}) as { readonly encode?: unknown; readonly decode?: unknown }
  if (typeof encode !== 'function' || typeof decode !== 'function')
    throw new TypeError('typed() takes a codec as `value`, such as avro(schema)')
}
