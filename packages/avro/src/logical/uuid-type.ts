import { PayloadFault } from '../errors/payload-fault'
import { StrictLogicalType } from './strict-logical-type'
import { UUID, uuidBytes, uuidText } from './uuid-text'

/** `uuid`, as text: a string, or 16 bytes of a fixed (Avro 1.12, "UUID"; RFC 4122). */
export class UuidType extends StrictLogicalType {
  override readonly kind = 'string'
  override readonly expected = 'uuid, such as 7d444840-9dc0-11d1-b245-5ffdce74fad2'

  protected override _fromValue(value: string | Buffer): string {
    if (typeof value !== 'string') return uuidText(value.toString('hex'))
    if (!UUID.test(value)) throw new PayloadFault('bad_value', 0)
    return value
  }

  protected override _toValue(value: unknown): string | Buffer | undefined {
    if (typeof value !== 'string' || !UUID.test(value)) return undefined
    return this.underlyingType.typeName === 'string' ? value : uuidBytes(value)
  }
}
