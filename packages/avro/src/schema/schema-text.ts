import type { AvroSchema } from './avro-schema'

/**
 * A schema as registries and files have it.
 *
 * @throws TypeError for what has no text: a schema within itself, a bigint; RangeError for one that is nested beyond the call stack
 */
export function schemaText(schema: AvroSchema): string {
  let text: unknown
  try {
    text = JSON.stringify(schema)
  } catch (error) {
    if (error instanceof RangeError) throw error
    const [line = ''] = (error as Error).message.split('\n')
    throw new TypeError(`it is no JSON: ${line}`, { cause: error })
  }
  if (typeof text !== 'string') throw new TypeError(`it is no JSON: ${typeof schema}`)
  return text
}
