/** The caller's object with members replaced: it is never written to, and getters of a class and later settings stay as they are. */
export function derived<T extends object>(given: T, replaced: Readonly<Record<string, unknown>>): T {
  const descriptors = gettersOf(given)
  for (const key of Object.keys(replaced)) descriptors[key] = { value: replaced[key], enumerable: true }
  return Object.create(given, descriptors) as T
}

/** Getters of a class run on the caller's object itself: the derived one has no private fields. */
function gettersOf(given: object): PropertyDescriptorMap {
  const getters: PropertyDescriptorMap = {}
  if (Object.getPrototypeOf(given) === Object.prototype) return getters
  const seen = new Set<string>()
  let level: object | null = given
  while (level !== null && level !== Object.prototype) {
    const members = Object.getOwnPropertyDescriptors<Record<string, unknown>>(level as Record<string, unknown>)
    for (const key of Object.keys(members)) {
      const member = members[key]
      if (member?.get !== undefined && !seen.has(key)) {
        getters[key] = { get: () => Reflect.get(given, key) as unknown, enumerable: member.enumerable === true }
      }
      seen.add(key)
    }
    level = Object.getPrototypeOf(level) as object | null
  }
  return getters
}
