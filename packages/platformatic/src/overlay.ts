type Method = (...args: unknown[]) => unknown

/**
 * An object that is `target` with some members replaced; `target` is not written to by that. Methods and accessors keep the target
 * as `this`, which private members need; a method that gives the target back, such as `on`, gives the overlay.
 */
export function overlay<T extends object>(target: T, replaced: Readonly<Record<PropertyKey, unknown>>): T {
  const methods = new Map<unknown, Method>()
  const shown: T = new Proxy(target, {
    get(_target, key) {
      if (Object.hasOwn(replaced, key)) return replaced[key]
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
    set: (_target, key, value) => Reflect.set(target, key, value, target),
    has: (_target, key) => Object.hasOwn(replaced, key) || Reflect.has(target, key),
  })
  return shown
}
