import { readFileSync } from 'node:fs'
import { faultText, UsageError } from './usage-error'

/**
 * Reads a file that must hold JSON of one shape.
 *
 * @throws UsageError that names the file
 */
export function readJsonFile(path: string, faultOf: (value: unknown) => string | undefined): unknown {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(`cannot read ${path}: ${faultText(error)}`)
  }
  const fault = faultOf(value)
  if (fault !== undefined) throw new UsageError(`${path}: ${fault}`)
  return value
}
