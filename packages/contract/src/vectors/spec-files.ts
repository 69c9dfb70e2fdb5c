import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const SPEC = dirname(require.resolve('@filrouge/spec/package.json'))

/** The folder of the published vectors. */
export function specVectors(): string {
  return join(SPEC, 'vectors')
}

/** The names of all formats, in the order of precedence (headers.md, section 5). */
export function specFormats(): readonly string[] {
  return JSON.parse(readFileSync(join(SPEC, 'formats.json'), 'utf8')) as readonly string[]
}
