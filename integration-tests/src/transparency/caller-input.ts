import { described } from './described'
import type { Plain } from './plain'
import type { Recorder } from './recorder'

interface Given {
  readonly label: string
  readonly object: unknown
  readonly before: Plain
}

/** The objects that a scenario hands to the client, as they were: at the end they must be the same, and as frozen. */
export class CallerInputs {
  readonly #given: Given[] = []

  keep<T>(label: string, object: T): T {
    this.#given.push({ label, object, before: state(object) })
    return object
  }

  note(recorder: Recorder): void {
    for (const { label, object, before } of this.#given) {
      const after = state(object)
      const same = JSON.stringify(before) === JSON.stringify(after)
      recorder.note('inputs', label, same ? 'unchanged' : { before, after })
    }
  }
}

/** Its data, and for every object within: which are frozen, and all names it has, hidden and symbolic ones too. */
function state(value: unknown): Plain {
  return { data: described(value), shapes: shapes(value, []) }
}

function shapes(value: unknown, seen: object[]): Plain[] {
  if (value === null || typeof value !== 'object' || value instanceof Uint8Array || seen.includes(value)) return []
  seen.push(value)
  const names = Reflect.ownKeys(value).map(String).join()
  const open = Object.isFrozen(value) ? 'frozen' : Object.isExtensible(value) ? 'open' : 'sealed'
  const inner = Object.values(Object.getOwnPropertyDescriptors(value)).flatMap((member) =>
    'value' in member ? shapes(member.value, seen) : [],
  )
  return [`${open} ${names}`, ...inner]
}
