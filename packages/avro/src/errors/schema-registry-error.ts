/** Why a registry gave no schema. The same names in Rust. */
export type SchemaRegistryReason = 'unknown_schema' | 'unreachable' | 'unauthorized' | 'refused' | 'garbage'

/** What was asked for, and of whom. */
export interface RegistryQuestion {
  /** empty where it is not known */
  readonly registry: string
  readonly subject?: string
  readonly id?: number
  readonly guid?: string
}

/** A registry that is down or slow, answers what nobody understands, or does not know what it was asked for. */
export class SchemaRegistryError extends Error {
  override readonly name = 'SchemaRegistryError'
  readonly reason: SchemaRegistryReason
  /** empty where it is not known */
  readonly registry: string
  /** the message without what was asked, and of whom */
  readonly why: string
  readonly subject: string | undefined
  readonly id: number | undefined
  readonly guid: string | undefined

  constructor(
    reason: SchemaRegistryReason,
    { registry, subject, id, guid }: RegistryQuestion,
    why: string,
    cause?: unknown,
  ) {
    const what = [
      id !== undefined && `id ${id}`,
      guid !== undefined && `GUID ${guid}`,
      subject !== undefined && `subject ${subject}`,
    ]
    const which = registry === '' ? '' : ` ${registry}`
    super(`schema registry${which}, ${what.filter((part) => part !== false).join(', ')}: ${why}`, { cause })
    this.reason = reason
    this.registry = registry
    this.why = why
    this.subject = subject
    this.id = id
    this.guid = guid
  }

  /** Whether the schema is not to blame: the registry could not be asked now, or not by us, and another try may go better. */
  get isPassing(): boolean {
    return this.reason === 'unreachable' || this.reason === 'garbage' || this.reason === 'unauthorized'
  }
}
