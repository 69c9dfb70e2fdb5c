import { within } from '../schema/field-path'

/** Why bytes are no payload of a schema. The same names in Rust. */
export type PayloadFaultReason =
  | 'too_long'
  | 'bad_marker'
  | 'unknown_schema'
  | 'truncated'
  | 'trailing_bytes'
  | 'bad_varint'
  | 'bad_length'
  | 'bad_boolean'
  | 'bad_utf8'
  | 'bad_symbol'
  | 'bad_branch'
  | 'bad_block'
  | 'bad_key'
  | 'bad_value'
  | 'too_deep'
  | 'too_many_items'

type PayloadFaultDetails = Partial<Pick<PayloadFault, 'schemaId' | 'why'>>

/** What does not fit, and where. */
export class PayloadFault extends Error {
  override readonly name = 'PayloadFault'
  readonly reason: PayloadFaultReason
  /** byte of the payload at which it was seen */
  readonly offset: number
  /** of the schema that nobody knows, as people know it */
  readonly schemaId: string | undefined
  /** what people are told beside the reason, such as that a text is read as uuid */
  readonly why: string | undefined
  #path: string

  constructor(reason: PayloadFaultReason, offset: number, { schemaId, why }: PayloadFaultDetails = {}) {
    super(why === undefined ? reason : `${reason}: ${why}`)
    this.reason = reason
    this.offset = offset
    this.schemaId = schemaId
    this.why = why
    this.#path = ''
  }

  /** `customer.addresses[2].street`; empty for the payload as a whole */
  get path(): string {
    return this.#path
  }

  /** Names what encloses the place: called from the inside to the outside, as the fault passes. */
  within(segment: string): this {
    this.#path = within(segment, this.#path)
    return this
  }
}
