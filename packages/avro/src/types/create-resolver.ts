import { Type } from 'avsc'
import { PayloadFault } from '../errors/payload-fault'
import { StrictLogicalType } from '../logical/strict-logical-type'
import { attempted, isUnion, newResolving, type Resolver, type Resolving } from './resolving'

interface Tap {
  readonly pos: number
  readLong(): number
}

const avsc = Type.prototype as unknown as {
  createResolver(this: Type, writer: Type, resolving: Resolving): Resolver
}

/** What types of ours do in place of avsc's own, which refuses two schemas for a branch that may never come. */
export function createResolver(this: Type, writer: Type, resolving: Resolving = newResolving()): Resolver {
  if (isUnion(writer)) return unionResolver(this, writer.types, resolving)
  if (writer instanceof StrictLogicalType && !(this instanceof StrictLogicalType) && !isUnion(this))
    resolving.isLoose = true
  if (this.name === undefined || writer.name === undefined) return avsc.createResolver.call(this, writer, resolving)
  return namedResolver(this, writer, resolving)
}

function namedResolver(reader: Type, writer: Type, resolving: Resolving): Resolver {
  const pair = `${reader.name ?? ''}:${writer.name ?? ''}`
  if (resolving.failed.has(pair)) throw resolving.failed.get(pair)
  try {
    return avsc.createResolver.call(reader, writer, resolving)
  } catch (error) {
    resolving.failed.set(pair, error)
    throw error
  }
}

/** Of a writer's union, of which one branch or another can be read: whether one can that was written, its payload says. */
function unionResolver(reader: Type, branches: readonly Type[], resolving: Resolving): Resolver {
  let failure: unknown
  const resolvers = branches.map((branch) => {
    try {
      return attempted(reader, branch, resolving) as unknown as { _read(tap: Tap): unknown }
    } catch (error) {
      failure ??= error
      return undefined
    }
  })
  const first = resolvers.find((resolver) => resolver !== undefined)
  if (first === undefined) throw failure
  const read = (tap: Tap): unknown => {
    const start = tap.pos
    const index = tap.readLong()
    const resolver = resolvers[index]
    if (resolver !== undefined) return resolver._read(tap)
    const why = `the reader has no type for the writer's ${branches[index]?.branchName ?? ''}`
    throw new PayloadFault('bad_value', start, { why })
  }
  // avsc knows a resolver by its class and its reader
  return Object.create(first, { _read: { value: read } }) as Resolver
}
