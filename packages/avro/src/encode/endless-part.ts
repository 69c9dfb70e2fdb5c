import type { Type } from 'avsc'
import { pathOf } from '../schema/field-path'
import { partsOf, type Part } from './parts-of-value'

/** A part of a value that has no end, as far as a call stack goes. */
export interface EndlessPart {
  readonly path: string
  readonly value: unknown
  readonly why: string
}

const MOST_LEVELS = 1_000
/** Of the path of what is nested too deep: they say which way it goes. */
const MOST_SEGMENTS = 8

interface Level extends Part {
  readonly parts: Iterator<Part>
}

/** Goes through a value without recursion, and through each object once. Nothing where it ends everywhere. */
export function endlessPart(type: Type, value: unknown): EndlessPart | undefined {
  const seen = new Set<unknown>()
  const levels: Level[] = [levelOf({ name: '', segment: '', type, value })]
  for (let level = levels.at(-1); level !== undefined; level = levels.at(-1)) {
    const { done, value: part } = level.parts.next() as IteratorResult<Part, undefined>
    if (done === true) {
      levels.pop()
      continue
    }
    if (part.value === null || typeof part.value !== 'object') continue
    const next = levelOf(part)
    if (levels.some((around) => around.value === part.value))
      return { path: pathTo([...levels, next]), value: part.value, why: 'it is within itself' }
    if (levels.length > MOST_LEVELS)
      return { path: `${pathTo(levels.slice(0, MOST_SEGMENTS + 1))}…`, value, why: 'it is nested too deep' }
    if (seen.has(part.value)) continue
    seen.add(part.value)
    levels.push(next)
  }
  return undefined
}

function levelOf(part: Part): Level {
  return { ...part, parts: partsOf(part.type, part.value).values() }
}

function pathTo(levels: readonly Level[]): string {
  return pathOf(levels.map(({ segment }) => segment))
}
