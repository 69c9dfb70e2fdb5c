/** The caller's object with members replaced; it is never written to, and getters of a class keep working. */
export function derived<T extends object>(given: T, replaced: Readonly<Record<string, unknown>>): T {
  const prototype: unknown = Object.getPrototypeOf(given)
  // a copy where that shows no difference: the client's hooks may spread what they are handed
  if (prototype === Object.prototype || prototype === null) return { ...given, ...replaced }
  const members: PropertyDescriptorMap = {}
  for (const name of Object.keys(replaced)) members[name] = { value: replaced[name], enumerable: true }
  return Object.create(given, members) as T
}
