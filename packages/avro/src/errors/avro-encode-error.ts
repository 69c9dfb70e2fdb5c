import { shown } from './shown'

/** A value that its schema has no bytes for. */
export class AvroEncodeError extends Error {
  override readonly name = 'AvroEncodeError'
  /** `customer.addresses[2].street`; empty for the value as a whole */
  readonly path: string

  constructor(path: string, value: unknown, expected: string, cause: unknown) {
    const where = path === '' ? 'the value' : path
    super(`${where} is ${shown(value)}, which is no ${expected}`, { cause })
    this.path = path
  }
}
