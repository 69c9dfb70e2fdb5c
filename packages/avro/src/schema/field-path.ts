/** Of an item of an array. */
export function atIndex(index: number): string {
  return `[${index}]`
}

/** Of an entry of a map. */
export function atKey(key: string): string {
  return `[${JSON.stringify(key)}]`
}

/** Where something is in a value, seen from one level further out: `lines[2].sku`, `notes["x"]` (spec/avro.md, section 2). */
export function within(segment: string, path: string): string {
  return path === '' || path.startsWith('[') ? segment + path : `${segment}.${path}`
}

/** Of segments from the outside to the inside; empty ones are at the same place. */
export function pathOf(segments: readonly string[]): string {
  return segments.reduceRight((path, segment) => (segment === '' ? path : within(segment, path)), '')
}
