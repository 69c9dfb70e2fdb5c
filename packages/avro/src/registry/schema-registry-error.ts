/** Why a registry gave no schema. The same names in Rust. */
export type SchemaRegistryReason = 'unknown_schema' | 'unreachable' | 'refused' | 'garbage'

/** What was asked for, and of whom. */
export interface RegistryQuestion {
  readonly registry: string
  readonly subject?: string
  readonly id?: number
  readonly guid?: string
}

/** A registry that is down or slow, answers what nobody understands, or does not know what it was asked for. */
export class SchemaRegistryError extends Error {
  override readonly name = 'SchemaRegistryError'
  readonly reason: SchemaRegistryReason
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
    super(`schema registry ${registry}, ${what.filter((part) => part !== false).join(', ')}: ${why}`, { cause })
    this.reason = reason
    this.subject = subject
    this.id = id
    this.guid = guid
  }

  /** Whether another try may go better: what the registry does not know now, it may learn. */
  get isPassing(): boolean {
    return this.reason === 'unreachable' || this.reason === 'garbage'
  }
}
