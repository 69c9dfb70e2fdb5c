/**
 * The text of java.util.Properties: `key=value` lines in ISO-8859-1 with `\uXXXX` for other characters, as Debezium's
 * ActivateTracingSpan and outbox router store a context in `tracingspancontext`.
 */
export function toTracingSpanContext(properties: Readonly<Record<string, string>>): string {
  return Object.entries(properties)
    .map(([key, value]) => `${escaped(key, true)}=${escaped(value, false)}\n`)
    .join('')
}

/** Reads what `Properties.load` reads, comments, continued lines and every separator included. Never throws. */
export function fromTracingSpanContext(text: string): Readonly<Record<string, string>> {
  const properties = new Map<string, string>()
  for (const line of logicalLines(text)) {
    const end = keyEnd(line)
    const rest = line.slice(end).replace(/^[ \t\f]*[=:]?[ \t\f]*/, '')
    properties.set(unescaped(line.slice(0, end)), unescaped(rest))
  }
  return Object.fromEntries(properties)
}

/** A blank is escaped in a key wherever it stands, in a value only in front; the rest alike in both. */
function escaped(text: string, isKey: boolean): string {
  const blanks = isKey ? text.replace(/[\\ ]/g, '\\$&') : text.replace(/\\/g, '\\\\').replace(/^ /, '\\ ')
  return blanks
    .replace(/[=:#!]/g, '\\$&')
    .replace(/\t/g, '\\t')
    .replace(/\n/g, '\\n')
    .replace(/\r/g, '\\r')
    .replace(/\f/g, '\\f')
    .replace(/[^\x20-\x7e]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0').toUpperCase()}`)
}

/** Lines without comments and blank ones; one that ends with an odd number of backslashes goes on in the next. */
function logicalLines(text: string): string[] {
  const lines: string[] = []
  let open: string | undefined
  for (const natural of text.split(/\r\n|\r|\n/)) {
    const line = natural.replace(/^[ \t\f]+/, '')
    if (open === undefined && (line === '' || line.startsWith('#') || line.startsWith('!'))) continue
    const whole: string = (open ?? '') + line
    const isContinued = ((/\\+$/.exec(line)?.[0].length ?? 0) & 1) === 1
    open = isContinued ? whole.slice(0, -1) : undefined
    if (!isContinued) lines.push(whole)
  }
  if (open !== undefined && open !== '') lines.push(open)
  return lines
}

/** A key ends at the first blank, `=` or `:` that is not escaped. */
function keyEnd(line: string): number {
  for (let at = 0; at < line.length; at++) {
    const character = line.charAt(at)
    if (character === '\\') at++
    else if (/[ \t\f=:]/.test(character)) return at
  }
  return line.length
}

const NAMED: Readonly<Record<string, string>> = { t: '\t', n: '\n', r: '\r', f: '\f' }

/** A backslash before anything else is dropped, as Java does; `\u` without four hex digits is left as text. */
function unescaped(text: string): string {
  return text.replace(/\\(?:u([0-9a-fA-F]{4})|([\s\S]))/g, (_all, code: string | undefined, character = '') =>
    code === undefined
      ? (NAMED[character as string] ?? (character as string))
      : String.fromCharCode(parseInt(code, 16)),
  )
}
