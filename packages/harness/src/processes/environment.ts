/** Environment variables of this process, or the ones a test gives in their place. */
export type Environment = Readonly<Record<string, string | undefined>>
