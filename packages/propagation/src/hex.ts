/** Whether `text[from..to)` is lower-case hex. By hand: `parseInt` takes signs, prefixes and stops at the first other character. */
export function isLowerHex(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i)
    if (!(code >= 48 && code <= 57) && !(code >= 97 && code <= 102)) return false
  }
  return true
}

/** Whether `text` is 1 to `most` hex digits of any letter case. */
export function isHexOfAtMost(text: string, most: number): boolean {
  if (text.length === 0 || text.length > most) return false
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i)
    if (!(code >= 48 && code <= 57) && !(code >= 97 && code <= 102) && !(code >= 65 && code <= 70)) return false
  }
  return true
}

export function isZero(text: string, from: number, to: number): boolean {
  for (let i = from; i < to; i++) if (text.charCodeAt(i) !== 48) return false
  return true
}

/** Lower case, zeros added on the left up to `length` digits. */
export function paddedHex(text: string, length: number): string {
  return text.toLowerCase().padStart(length, '0')
}
