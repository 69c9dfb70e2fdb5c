import type { TraceState } from '@opentelemetry/api'

/**
 * The members of a received `tracestate` as they stood there, newest first. `createTraceState` of the API drops all of a state
 * above 512 characters, and the specification reads up to 4096.
 */
export class Tracestate implements TraceState {
  readonly members: readonly string[]

  constructor(members: readonly string[]) {
    this.members = members
  }

  set(key: string, value: string): Tracestate {
    return new Tracestate([`${key}=${value}`, ...this.#without(key)])
  }

  unset(key: string): Tracestate {
    return new Tracestate(this.#without(key))
  }

  get(key: string): string | undefined {
    const prefix = `${key}=`
    return this.members.find((member) => member.startsWith(prefix))?.slice(prefix.length)
  }

  serialize(): string {
    return this.members.join(',')
  }

  #without(key: string): readonly string[] {
    const prefix = `${key}=`
    return this.members.filter((member) => !member.startsWith(prefix))
  }
}

/** The members of any trace state, newest first. */
export function membersOf(state: TraceState | undefined): readonly string[] {
  if (state === undefined) return []
  if (state instanceof Tracestate) return state.members
  const text = state.serialize()
  return text === '' ? [] : text.split(',')
}
