type Method = (...args: unknown[]) => unknown

/**
 * An object that is `target` with some members replaced; `target` does not learn of them. Everything else, members added later
 * included, is the target's own. Methods and getters keep the target as `this`, which private fields need; a method that gives the
 * target back, as `on` does in many clients, gives the overlay. A replaced member may be replaced again by its user, as spies do.
 */
export function overlay<T extends object>(target: T, replaced: Readonly<Record<PropertyKey, unknown>>): T {
  const methods = new WeakMap<object, Method>()
  const members = Object.create(null, Object.getOwnPropertyDescriptors(replaced)) as Record<PropertyKey, unknown>
  const shown: T = new Proxy(shownBy(target), {
    get(_target, key) {
      if (key in members) return members[key]
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function' || key === 'constructor' || Object.hasOwn(target, key)) return value
      let method = methods.get(value)
      if (method === undefined) {
        method = (...args) => {
          const result: unknown = Reflect.apply(value, target, args)
          return result === target ? shown : result
        }
        methods.set(value, method)
      }
      return method
    },
    set(_target, key, value) {
      if (!(key in members)) return Reflect.set(target, key, value)
      return isOpen(target, key) && Reflect.set(members, key, value)
    },
    has: (_target, key) => key in members || Reflect.has(target, key),
    getOwnPropertyDescriptor(shows, key) {
      const member = Reflect.getOwnPropertyDescriptor(shows, key)
      return member === undefined || !(key in members) ? member : replacedMember(member, members[key])
    },
    defineProperty(_target, key, member) {
      if (!(key in members)) return Reflect.defineProperty(target, key, member)
      return isOpen(target, key) && member.configurable !== false && Reflect.defineProperty(members, key, member)
    },
  })
  return shown
}

/** Whether the target's own member, if it has one, may be written to. */
function isOpen(target: object, key: PropertyKey): boolean {
  const member = Reflect.getOwnPropertyDescriptor(target, key)
  if (member === undefined) return Object.isExtensible(target)
  return member.writable === true || member.set !== undefined || member.configurable === true
}

function replacedMember({ enumerable = false }: PropertyDescriptor, value: unknown): PropertyDescriptor {
  return { value, enumerable, writable: true, configurable: true }
}

/** A proxy must give members that cannot be configured as they are, so that an object with such ones is shown by a copy without. */
function shownBy<T extends object>(target: T): T {
  const members = Object.getOwnPropertyDescriptors(target)
  const all = Object.values<PropertyDescriptor>(members)
  if (all.every(({ configurable }) => configurable === true)) return target
  for (const member of all) member.configurable = true
  const copy = Object.create(Object.getPrototypeOf(target) as object, members) as T
  return Object.isExtensible(target) ? copy : Object.preventExtensions(copy)
}
