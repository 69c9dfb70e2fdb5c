/** Something that is timed by itself, over inputs that differ from call to call. */
export interface Operation {
  /** the input of that number is used */
  run(index: number): unknown
  /** what a call gave, in words that are the same for all libraries that do the same */
  describe(result: unknown): string
}

export type Operations = Readonly<Record<string, () => Operation>>

/** A power of two. */
export const INPUTS = 256
