import type { Type } from 'avsc'
import { eachType } from './each-type'

/**
 * Has records and named branches be plain objects, and enums know their own symbols alone: `toString` is none because objects have it. avsc
 * makes each of a class of its own, which shows where they are printed, and in `toStrictEqual`.
 */
export function makePlain(type: Type): void {
  for (const each of eachType(type)) {
    const branch = Object.hasOwn(each, '_branchConstructor') ? each._branchConstructor : undefined
    for (const made of [each.recordConstructor, branch]) if (made) made.prototype = Object.prototype
    if (each._indices !== undefined) Object.setPrototypeOf(each._indices, null)
  }
}
