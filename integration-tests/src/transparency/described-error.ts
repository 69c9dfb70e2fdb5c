import type { Plain } from './plain'

/** An error's classes, text and own members (`retriable`, `code`, `cause` ...); its stack differs by nature. */
export function describedError(error: Error, described: (value: unknown) => Plain): Plain {
  const members: Record<string, Plain> = {}
  for (const [key, value] of Object.entries(error)) {
    if (key !== 'stack' && key !== 'message' && key !== 'name') members[key] = described(value)
  }
  if (error.cause !== undefined) members['cause'] = described(error.cause)
  return { classes: classesOf(error), name: error.name, message: described(error.message), ...members }
}

function classesOf(error: Error): string {
  const names: string[] = []
  let prototype = Object.getPrototypeOf(error) as object | null
  while (prototype !== null && prototype !== Object.prototype) {
    names.push(prototype.constructor.name)
    prototype = Object.getPrototypeOf(prototype) as object | null
  }
  return names.join(' < ')
}
