/** The caller's object with members replaced: it is never written to, and getters of a class and later settings stay as they are. */
export function derived<T extends object>(given: T, replaced: Readonly<Record<string, unknown>>): T {
  const descriptors: PropertyDescriptorMap = {}
  for (const key of Object.keys(replaced)) descriptors[key] = { value: replaced[key], enumerable: true }
  return Object.create(given, descriptors) as T
}
