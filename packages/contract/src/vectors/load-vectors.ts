import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { readJsonFile } from '../json-file'
import { shapeCheck } from '../protocol/shape-check'
import { faultText, UsageError } from '../usage-error'
import { specVectors } from './spec-files'
import type { ExtractVector, InjectVector, Vector } from './vector'
import { vectorFileSchema } from './vector-schema'

interface VectorFile {
  readonly topic: string
  readonly extract: readonly Omit<ExtractVector, 'ask' | 'topic'>[]
  readonly inject: readonly Omit<InjectVector, 'ask' | 'topic'>[]
}

const faultOfFile = shapeCheck(vectorFileSchema)

/**
 * All vectors of a folder's `*.json` files: by file name, and in a file as they stand, extract before inject.
 *
 * @throws UsageError for a folder without vectors, a file of another shape, or an id that is there twice
 */
export function loadVectors(folder: string = specVectors()): readonly Vector[] {
  const vectors: Vector[] = []
  const fileOf = new Map<string, string>()
  for (const file of filesOf(folder)) {
    for (const vector of vectorsOf(join(folder, file))) {
      const other = fileOf.get(vector.id)
      if (other !== undefined) throw new UsageError(`vector ${vector.id} is both in ${other} and in ${file}`)
      fileOf.set(vector.id, file)
      vectors.push(vector)
    }
  }
  if (vectors.length === 0) throw new UsageError(`no vectors in ${folder}: name a folder with files such as b3.json`)
  return vectors
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
  } catch (error) {
    throw new UsageError(`cannot read the folder of vectors: ${faultText(error)}`)
  }
}

function vectorsOf(path: string): Vector[] {
  const { topic, extract, inject } = readJsonFile(path, faultOfFile) as VectorFile
  return [
    ...extract.map((vector) => ({ ...vector, ask: 'extract' as const, topic })),
    ...inject.map((vector) => ({ ...vector, ask: 'inject' as const, topic })),
  ]
}
