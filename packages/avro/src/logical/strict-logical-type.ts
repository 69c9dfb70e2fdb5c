import { types, type Type } from 'avsc'
import { faultsInPlace } from '../errors/faults-in-place'
import type { AvroSchema } from '../schema/avro-schema'
import { isLogical } from './is-logical'
import type { ValueKind } from './value-kind'

interface Reads {
  _read: (tap: { readonly pos: number }) => unknown
}

/**
 * A logical type that is read as nothing else: a writer's microseconds are no reader's milliseconds, though both are longs. What has
 * no logical type is read as the reader says.
 */
export abstract class StrictLogicalType extends types.LogicalType {
  /** @throws TypeError where it does not apply: avsc then reads the type beneath it, as Avro wants it */
  constructor(schema: AvroSchema, options?: unknown) {
    if (!isLogical(schema)) throw new TypeError(`not a logical type: ${JSON.stringify(schema)}`)
    super(schema as never, options)
  }

  /** Sees what a reader passes over. */
  _skip(tap: { readonly pos: number }): void {
    ;(this as unknown as Reads)._read(tap)
  }

  _update(resolver: Reads, writer: Type & Partial<Reads>): void {
    const fromValue = this._resolve(writer)
    if (fromValue === undefined) return
    resolver._read = faultsInPlace((tap) => fromValue(writer._read?.(tap)), writer, this.described)
  }

  protected override _resolve(writer: Type): ((value: unknown) => unknown) | undefined {
    if (writer instanceof StrictLogicalType) return this.#agreesWith(writer) ? (value) => value : undefined
    const own = this.underlyingType.typeName
    if (writer.typeName === own && sizeOf(writer) === sizeOf(this.underlyingType))
      return (value): unknown => this._fromValue(value)
    // the promotion that Avro knows (1.12, "Schema Resolution")
    if (writer.typeName === 'int' && own === 'abstract:long')
      return (value): unknown => this._fromValue(BigInt(value as number))
    return undefined
  }

  /** Of its values in JavaScript; undefined for that of the type beneath. */
  readonly kind: ValueKind | undefined = undefined

  /** What its values are, for people. */
  abstract get expected(): string

  /** As it is written in a schema, with its measure. */
  get described(): string {
    const name = this.typeName.replace('logical:', '')
    return this.measure === '' ? name : `${name}(${this.measure})`
  }

  /** What has to be the same on both sides, beside the name. */
  protected get measure(): string {
    return ''
  }

  #agreesWith(writer: StrictLogicalType): boolean {
    return writer.typeName === this.typeName && writer.measure === this.measure
  }
}

/** Of a fixed. */
function sizeOf(type: Type): number | undefined {
  return (type as Partial<types.FixedType>).size
}
