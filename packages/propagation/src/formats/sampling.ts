import { refused, type Refusal } from '../fault'
import type { Sampling } from '../trace-context'

export const DEFERRED: Sampling = { sampled: undefined, debug: false }
export const NO: Sampling = { sampled: false, debug: false }
export const YES: Sampling = { sampled: true, debug: false }
export const DEBUG: Sampling = { sampled: true, debug: true }

/** A parser of one field out of its texts. */
export function oneOf(texts: Readonly<Record<string, Sampling>>): (text: string) => Sampling | Refusal {
  const known = new Map(Object.entries(texts))
  return (text) => known.get(text) ?? refused('bad_flags')
}

/** As the last field of a context whose fields are joined by dashes; deferred is left out. */
export function dashedSampling(sampled: boolean | undefined): '' | '-1' | '-0' {
  if (sampled === undefined) return ''
  return sampled ? '-1' : '-0'
}
