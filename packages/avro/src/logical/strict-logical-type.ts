import { types, type Type } from 'avsc'
import type { AvroSchema } from '../schema/avro-schema'
import { isLogical } from './is-logical'

/** What JavaScript tells values apart by. */
export type ValueKind = 'null' | 'boolean' | 'number' | 'bigint' | 'string' | 'buffer' | 'date' | 'array' | 'object'

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

  protected override _resolve(writer: Type): ((value: unknown) => unknown) | undefined {
    if (writer instanceof StrictLogicalType) return this.#agreesWith(writer) ? (value) => value : undefined
    const own = this.underlyingType.typeName
    if (writer.typeName === own) return (value): unknown => this._fromValue(value)
    // the promotion that Avro knows (1.12, "Schema Resolution")
    if (writer.typeName === 'int' && own === 'abstract:long')
      return (value): unknown => this._fromValue(BigInt(value as number))
    return undefined
  }

  /** Of its values in JavaScript; undefined for that of the type beneath. */
  readonly kind: ValueKind | undefined = undefined

  /** What its values are, for people. */
  abstract get expected(): string

  /** What has to be the same on both sides, beside the name. */
  protected get measure(): string {
    return ''
  }

  #agreesWith(writer: StrictLogicalType): boolean {
    return writer.typeName === this.typeName && writer.measure === this.measure
  }
}
