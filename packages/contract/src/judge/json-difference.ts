import { abridged, escapedText } from '../escaped-text'
import { NONE, type Difference } from './difference'

/** The places where two JSON values differ; parts that are undefined are not there. */
export function jsonDifferences(path: string, expected: unknown, actual: unknown): Difference[] {
  if (isParts(expected) && isParts(actual) && Array.isArray(expected) === Array.isArray(actual)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(actual)])
    return [...keys].flatMap((key) => {
      const inner = path === '' ? key : `${path}.${key}`
      return jsonDifferences(inner, ownPart(expected, key), ownPart(actual, key))
    })
  }
  return Object.is(expected, actual) ? [] : [{ path, expected: shown(expected), actual: shown(actual) }]
}

function isParts(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function ownPart(parts: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(parts, key) ? parts[key] : undefined
}

function shown(value: unknown): string {
  return value === undefined ? NONE : abridged(escapedText(JSON.stringify(value)))
}
