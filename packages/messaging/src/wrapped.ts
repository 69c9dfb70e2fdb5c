// A registered symbol, so that a second installed copy does not wrap once more.
const WRAPPED = Symbol.for('filrouge.wrapped')

/** What every wrapped client has among its members. */
export const wrappedMark: Readonly<Record<symbol, true>> = { [WRAPPED]: true }

export function isWrapped(client: object): boolean {
  return (client as { readonly [WRAPPED]?: unknown })[WRAPPED] === true
}
