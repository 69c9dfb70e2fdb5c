/**
 * Text that is safe to print: what is not printable ASCII becomes an escape. Values from the wire and from subjects can hold
 * terminal commands, and text that runs from right to left.
 */
export function escapedText(text: string): string {
  return text.replace(/[^\x20-\x7e]|\\/gu, (character) => {
    if (character === '\\') return '\\\\'
    const code = character.codePointAt(0) ?? 0
    return code < 0x100 ? `\\x${code.toString(16).padStart(2, '0')}` : `\\u{${code.toString(16)}}`
  })
}

/** Bytes as escaped text, in quotes: every byte that is not printable ASCII is `\xNN`. */
export function escapedBytes(hex: string): string {
  const text = Buffer.from(hex, 'hex').toString('latin1')
  return `"${escapedText(text).replaceAll('"', '\\"')}"`
}

/** The middle is left out of what is too long to be read. */
export function abridged(text: string, longest = 200): string {
  if (text.length <= longest) return text
  const half = Math.floor(longest / 2)
  return `${text.slice(0, half)} ... ${text.slice(-half)} (${text.length} characters)`
}
