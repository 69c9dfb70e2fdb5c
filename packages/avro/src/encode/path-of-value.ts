import type { Type } from 'avsc'
import { pathOf } from '../schema/field-path'
import { partsOf } from './parts-of-value'

/** The path of a place in a value that avsc names: by fields, keys, indexes and branches, which it does not tell apart. */
export function pathOfValue(root: Type, whole: unknown, names: readonly string[]): string {
  const segments: string[] = []
  let [type, value] = [root, whole]
  for (const name of names) {
    const part = partsOf(type, value).find((each) => each.name === name)
    if (part === undefined) break
    segments.push(part.segment)
    type = part.type
    value = part.value
  }
  return pathOf(segments)
}
