import { closeSync, existsSync, openSync, rmSync, statSync, type Stats } from 'node:fs'
import { dirname } from 'node:path'

/** Why a file cannot be written, in words, or nothing. Leaves a file that is there as it is, and none that is not. */
export function outputFault(path: string): string | undefined {
  if (path === '') return 'name a file'
  const there = lookAt(path)
  if (there?.isDirectory() === true) return 'it is a folder: name a file in it'
  // To open a pipe would wait for its reader.
  if (there?.isFile() === false) return undefined
  if (lookAt(dirname(path))?.isDirectory() !== true) return `make the folder ${dirname(path)} first`
  try {
    closeSync(openSync(path, 'a'))
    if (there === undefined) rmSync(path)
    return undefined
  } catch (error) {
    return (error as Error).message
  }
}

/** `throwIfNoEntry` still throws where a parent is a file. */
function lookAt(path: string): Stats | undefined {
  return existsSync(path) ? statSync(path) : undefined
}
