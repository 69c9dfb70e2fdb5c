/**
 * Has a type know its own names alone, from its making on: avsc keeps them in an object, where `constructor` and `toString` are taken
 * already. Called by what avsc's constructor sets.
 */
export function keepOwn(type: object, name: string): void {
  Object.defineProperty(type, name, { value: Object.create(null) as object })
}
