/** Whether a name fits one of the patterns: `*` is any run of characters, `?` one. Nothing else is special. */
export function globs(patterns: readonly string[]): (name: string) => boolean {
  const exact = new Set(patterns.filter((pattern) => !/[*?]/.test(pattern)))
  const wild = patterns.filter((pattern) => !exact.has(pattern)).map(expressionOf)
  return (name) => exact.has(name) || wild.some((expression) => expression.test(name))
}

function expressionOf(pattern: string): RegExp {
  const source = pattern
    .replace(/\*+/g, '*')
    .replace(/[.+^${}()|[\]\\]/g, '\\$&')
    .replace(/\*/g, '.*')
    .replace(/\?/g, '.')
  return new RegExp(`^${source}$`, 's')
}
