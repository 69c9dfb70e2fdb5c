/** What a hostile object does when any of it is called or read. */
export interface Behaviour {
  /** the result of a call; may throw */
  readonly call: (name: string) => unknown
  /** instead of a method: the value of a member; may throw */
  readonly read?: (name: string) => unknown
}

/** The named methods of something, all of which behave badly. */
export function hostile(
  methods: readonly string[],
  { call }: Behaviour,
): Record<string, (...args: unknown[]) => unknown> {
  return Object.fromEntries(methods.map((name) => [name, () => call(name)]))
}

/** An object each member of which, known or not, throws when it is read. */
export function throwsWhenRead(): object {
  return new Proxy(
    {},
    {
      get(_target, name) {
        // a promise that is resolved with it asks for `then`, before anybody reads anything
        if (name === 'then') return undefined
        throw new Error(`reading ${String(name)} broke`)
      },
    },
  )
}

export const throws = (name: string): never => {
  throw new Error(`${name} broke`)
}

/** Of no use to anybody who expected something of his own. */
export function foreign(name: string): unknown {
  return { foreign: name, toString: () => '[foreign]', context: () => ({ foreign: true }), then: undefined }
}
