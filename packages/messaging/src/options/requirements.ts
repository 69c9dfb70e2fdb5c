export type Given = Readonly<Record<string, unknown>>

/** A misspelt name would be an option that silently does not hold. */
export function requireKnown(place: string, given: Given, known: readonly string[]): void {
  const unknown = Object.keys(given).find((name) => !known.includes(name))
  if (unknown === undefined) return
  throw new TypeError(`${place}${unknown} is no option: use ${known.join(', ')}`)
}

/** Where the option is given: an object with these members and no others. */
export function requireMembers(name: string, value: unknown, known: readonly string[]): Given {
  if (value === undefined) return {}
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    throw new TypeError(`${name} is ${textOf(value)}: use an object of ${known.join(', ')}`)
  }
  requireKnown(`${name}.`, value as Given, known)
  return value as Given
}

export function requireChoice(name: string, value: unknown, choices: readonly unknown[]): void {
  if (value === undefined || choices.includes(value)) return
  throw new TypeError(`${name} is ${textOf(value)}: use one of ${choices.join(', ')}`)
}

export function requireNumber(name: string, value: unknown, least: number): void {
  if (value === undefined || (typeof value === 'number' && value >= least)) return
  throw new TypeError(`${name} is ${textOf(value)}: use a number from ${String(least)}`)
}

export function requireFunction(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'function') return
  throw new TypeError(`${name} is ${textOf(value)}: use a function`)
}

export function requireText(name: string, value: unknown): void {
  if (value === undefined || typeof value === 'string') return
  throw new TypeError(`${name} is ${textOf(value)}: use a text`)
}

/** @param shape of an item, to be told */
export function requireList(name: string, value: unknown, shape: string): readonly unknown[] {
  if (value === undefined) return []
  if (Array.isArray(value)) return value
  throw new TypeError(`${name} is no list: use [${shape}]`)
}

/** A list of names, or of objects that stand for themselves; the names are checked by what looks them up. */
export function requireNamed(name: string, value: unknown, what: string): void {
  for (const [index, item] of requireList(name, value, `a name or ${what}`).entries()) {
    if (typeof item === 'string' || (item !== null && typeof item === 'object')) continue
    throw new TypeError(`${name}[${String(index)}] is ${textOf(item)}: use a name or ${what}`)
  }
}

/** A list of objects whose members are functions, at least one of these names. */
export function requireHooks(name: string, value: unknown, hooks: readonly string[]): void {
  const shape = `{ ${hooks.map((hook) => `${hook}?`).join(', ')} }`
  for (const [index, item] of requireList(name, value, shape).entries()) {
    const place = `${name}[${String(index)}]`
    const isHook = (hook: string) => typeof (item as Given)[hook] === 'function'
    if (item === null || typeof item !== 'object' || !hooks.some(isHook)) {
      throw new TypeError(`${place} has none of the functions ${hooks.join(', ')}`)
    }
    for (const hook of hooks) requireFunction(`${place}.${hook}`, (item as Given)[hook])
  }
}

/** A given value as errors name it. Never throws, since it may come from a hook. */
export function textOf(value: unknown): string {
  if (typeof value === 'function') return 'a function'
  // JSON has no NaN, and throws for a bigint
  if (typeof value === 'number' || typeof value === 'bigint') return String(value)
  try {
    const text: unknown = JSON.stringify(value)
    return typeof text === 'string' ? text : String(value)
  } catch {
    // a cycle, or a member that throws
    return 'a value that has no text'
  }
}
