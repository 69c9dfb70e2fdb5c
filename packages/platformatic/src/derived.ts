/** The caller's object with members replaced; it is never written to, and getters of a class keep working. */
export function derived<T extends object>(given: T, replaced: Readonly<Record<string, unknown>>): T {
  const prototype: unknown = Object.getPrototypeOf(given)
  // a copy where that shows no difference: the client's hooks may spread what they are handed
  if (prototype === Object.prototype || prototype === null) return { ...given, ...replaced }
  const members = accessorsOf(given)
  for (const name of Object.keys(replaced)) members[name] = { value: replaced[name], enumerable: true, writable: true }
  return Object.create(given, members) as T
}

/** Getters run on the caller's object, which alone has the private members. What the client sets is set on the derived one. */
function accessorsOf(given: object): PropertyDescriptorMap {
  const accessors: PropertyDescriptorMap = {}
  for (let level: object | null = given; level !== null; level = Object.getPrototypeOf(level) as object | null) {
    if (level === Object.prototype) break
    for (const [name, member] of Object.entries<PropertyDescriptor>(Object.getOwnPropertyDescriptors(level))) {
      if (member.get === undefined || Object.hasOwn(accessors, name)) continue
      accessors[name] = {
        get: () => Reflect.get(given, name) as unknown,
        set(value: unknown) {
          Object.defineProperty(this, name, { value, enumerable: true, writable: true, configurable: true })
        },
        enumerable: member.enumerable === true,
        configurable: true,
      }
    }
  }
  return accessors
}
