/** Names of one run of one scenario: topics, groups and clients of its own, by which no run sees another. */
export class WorldNames {
  readonly prefix: string

  /** @param id unique in the cluster, of letters and digits */
  constructor(id: string) {
    this.prefix = `w-${id}-`
  }

  of(name: string): string {
    return this.prefix + name
  }
}
