/**
 * An object that is `target` with some members replaced; `target` is not written to by that. Methods and accessors keep the target
 * as `this`, which private members need.
 */
export function overlay<T extends object>(target: T, replaced: Readonly<Record<PropertyKey, unknown>>): T {
  const bound = new Map<unknown, unknown>()
  return new Proxy(target, {
    get(_target, key) {
      if (Object.hasOwn(replaced, key)) return replaced[key]
      const value: unknown = Reflect.get(target, key, target)
      if (typeof value !== 'function' || Object.hasOwn(target, key)) return value
      if (!bound.has(value)) bound.set(value, value.bind(target))
      return bound.get(value)
    },
    set: (_target, key, value) => Reflect.set(target, key, value, target),
    has: (_target, key) => Object.hasOwn(replaced, key) || Reflect.has(target, key),
  })
}
