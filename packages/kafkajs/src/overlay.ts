/**
 * An object that is `target` with some members replaced; `target` does not learn of them. Everything else, members added later
 * included, is the target's own. Methods keep the target as `this`, which classes with private fields need. A replaced member may
 * be replaced again by its user, as spies do.
 */
export function overlay<T extends object>(target: T, replaced: Readonly<Record<PropertyKey, unknown>>): T {
  const bound = new Map<unknown, unknown>()
  const members: Record<PropertyKey, unknown> = { ...replaced }
  return new Proxy(shownBy(target), {
    get(_target, key) {
      if (Object.hasOwn(members, key)) return members[key]
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function' || key === 'constructor' || Object.hasOwn(target, key)) return value
      if (!bound.has(value)) bound.set(value, value.bind(target))
      return bound.get(value)
    },
    set(_target, key, value) {
      if (!Object.hasOwn(members, key)) return Reflect.set(target, key, value)
      if (Object.isFrozen(target)) return false
      members[key] = value
      return true
    },
    has: (_target, key) => Object.hasOwn(members, key) || Reflect.has(target, key),
  })
}

/** A proxy must give a frozen object's own members as they are, so that one is shown by a copy that is open: it cannot change. */
function shownBy<T extends object>(target: T): T {
  if (!Object.isFrozen(target)) return target
  const members = Object.getOwnPropertyDescriptors(target)
  for (const member of Object.values<PropertyDescriptor>(members)) member.configurable = true
  return Object.preventExtensions(Object.create(Object.getPrototypeOf(target) as object, members) as T)
}
