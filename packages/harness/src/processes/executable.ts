import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, isAbsolute, join } from 'node:path'
import type { Environment } from './environment'

/** The absolute path of a command on `PATH` (or of a path to a file), or nothing when it is not there or not executable. */
export function findExecutable(command: string, environment: Environment): string | undefined {
  if (command.includes('/')) return isExecutableFile(command) ? command : undefined
  const folders = (environment.PATH ?? '').split(delimiter).filter(isAbsolute)
  return folders.map((folder) => join(folder, command)).find(isExecutableFile)
}

function isExecutableFile(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}
