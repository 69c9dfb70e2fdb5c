import { PayloadFault } from '../errors/payload-fault'
import { asBuffer } from '../as-buffer'
import type { AvroSchema } from '../schema/avro-schema'
import { StrictLogicalType } from './strict-logical-type'

const DECIMAL = /^(-?)(\d+)(?:\.(\d+))?$/

/**
 * `decimal`, as text with as many digits behind the point as its scale: `-12.50`. A number would lose of it. Its bytes are the unscaled
 * number in two's complement, the highest first (Avro 1.12, "Decimal").
 */
export class DecimalType extends StrictLogicalType {
  override readonly kind = 'string'
  readonly precision: number
  readonly scale: number
  /** of a fixed; undefined for bytes, which are as few as can be */
  readonly #size: number | undefined

  constructor(schema: AvroSchema, options?: unknown) {
    super(schema, options)
    const { precision = 0, scale = 0 } = schema as { precision?: number; scale?: number }
    this.#size = (this.underlyingType as { size?: number }).size
    this.precision = precision
    this.scale = scale
  }

  override get expected(): string {
    const behind = this.scale === 0 ? '' : `, at most ${this.scale} of them behind the point`
    return `decimal: text of at most ${this.precision} digits${behind}`
  }

  protected override get measure(): string {
    return `${this.precision}, ${this.scale}`
  }

  protected override _fromValue(bytes: Buffer): string {
    const unscaled = unscaledOf(bytes)
    if (bytes.length === 0 || !fits(unscaled, this.precision)) throw new PayloadFault('bad_value', 0)
    const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(this.scale + 1, '0')
    const point = digits.length - this.scale
    const text = this.scale === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`
    return unscaled < 0n ? `-${text}` : text
  }

  protected override _toValue(value: unknown): Buffer | undefined {
    const [, sign = '', whole = '', fraction = ''] = (typeof value === 'string' && DECIMAL.exec(value)) || []
    if (whole === '' || fraction.length > this.scale) return undefined
    const unscaled = BigInt(sign + whole + fraction.padEnd(this.scale, '0'))
    return fits(unscaled, this.precision) ? bytesOf(unscaled, this.#size) : undefined
  }
}

export function unscaledOf(bytes: Uint8Array): bigint {
  const hex = asBuffer(bytes).toString('hex')
  return BigInt.asIntN(8 * bytes.length, BigInt(`0x${hex === '' ? '0' : hex}`))
}

/** Of ten, by the precisions that were asked for: at most 10,000. */
const POWERS = new Map<number, bigint>()

export function fits(unscaled: bigint, precision: number): boolean {
  let most = POWERS.get(precision)
  if (most === undefined) POWERS.set(precision, (most = 10n ** BigInt(precision)))
  return unscaled < most && unscaled > -most
}

function bytesOf(unscaled: bigint, size?: number): Buffer {
  let length = 1
  while (BigInt.asIntN(8 * length, unscaled) !== unscaled) length++
  const width = size ?? length
  return Buffer.from(
    BigInt.asUintN(8 * width, unscaled)
      .toString(16)
      .padStart(2 * width, '0'),
    'hex',
  )
}
