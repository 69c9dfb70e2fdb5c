/**
 * The caller's object with members replaced: it is never written to, and getters of a class stay as they are. Its own members are
 * own members here too: Confluent's client asks `Object.hasOwn`, and copies.
 */
export function derived<T extends object>(given: T, replaced: Readonly<Record<string, unknown>>): T {
  const members = membersOf(given)
  for (const key of Object.keys(replaced)) members[key] = { value: replaced[key], enumerable: true }
  return Object.create(given, members) as T
}

/**
 * Getters, and members of a class instance, are read on the caller's object itself: the derived one has no private fields, and
 * later settings are seen.
 */
function membersOf(given: object): PropertyDescriptorMap {
  const members: PropertyDescriptorMap = {}
  const isPlain = Object.getPrototypeOf(given) === Object.prototype
  const seen = new Set<string>()
  let level: object | null = given
  while (level !== null && level !== Object.prototype) {
    const found = Object.getOwnPropertyDescriptors<Record<string, unknown>>(level as Record<string, unknown>)
    for (const key of Object.keys(found)) {
      const member = found[key]
      if (member === undefined || seen.has(key)) continue
      seen.add(key)
      if (level !== given && member.get === undefined) continue
      const enumerable = member.enumerable === true
      members[key] =
        isPlain && member.get === undefined
          ? { value: member.value as unknown, enumerable }
          : { get: () => Reflect.get(given, key) as unknown, enumerable }
    }
    level = Object.getPrototypeOf(level) as object | null
  }
  return members
}
