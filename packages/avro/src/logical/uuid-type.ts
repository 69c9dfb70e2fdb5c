import { StrictLogicalType } from './strict-logical-type'

export const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/** `uuid`, as text: a string, or 16 bytes of a fixed (Avro 1.12, "UUID"; RFC 4122). */
export class UuidType extends StrictLogicalType {
  protected override _fromValue(value: string | Buffer): string {
    if (typeof value === 'string') return value
    const hex = value.toString('hex')
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
  }

  protected override _toValue(value: unknown): string | Buffer | undefined {
    if (typeof value !== 'string' || !UUID.test(value)) return undefined
    return this.underlyingType.typeName === 'string' ? value : Buffer.from(value.replaceAll('-', ''), 'hex')
  }
}
