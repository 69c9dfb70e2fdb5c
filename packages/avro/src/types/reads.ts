/** A type or a resolver of avsc, whose declarations do not say that it reads. */
export interface Reads {
  _read: (tap: unknown) => unknown
}
