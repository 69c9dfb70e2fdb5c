/** A field of a schema that is wrong. */
export class WrongField extends Error {
  override readonly name = 'WrongField'
  /** `lines[].sku`; empty for the schema as a whole */
  readonly path: string

  constructor(path: string, why: string) {
    super(why)
    this.path = path
  }
}
