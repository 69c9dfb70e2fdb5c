/** One place where an answer is not what is expected; both as escaped text. `none` is a part that is not there. */
export interface Difference {
  readonly path: string
  readonly expected: string
  readonly actual: string
}

export const NONE = 'none'
