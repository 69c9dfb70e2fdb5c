import { homedir } from 'node:os'
import { isAbsolute, join, resolve } from 'node:path'
import { faultText, HarnessError } from '../harness-error'
import type { Environment } from '../processes/environment'
import { makeFolder } from '../processes/folder'

/**
 * Where downloads are kept between runs: `FILROUGE_CACHE`, `$XDG_CACHE_HOME/filrouge` or `~/.cache/filrouge`. Absolute. A relative
 * `XDG_CACHE_HOME` is passed over, as the XDG Base Directory Specification wants it.
 */
export function cacheFolder(environment: Environment): string {
  if (environment.FILROUGE_CACHE) return resolve(environment.FILROUGE_CACHE)
  const { XDG_CACHE_HOME: named = '', HOME: home = homedir() } = environment
  return join(isAbsolute(named) ? named : join(home, '.cache'), 'filrouge')
}

/** As `cacheFolder`, and makes it. */
export function madeCacheFolder(environment: Environment): string {
  const path = cacheFolder(environment)
  try {
    makeFolder(path)
  } catch (error) {
    throw new HarnessError(
      `the cache folder ${path} cannot be made (${faultText(error)})`,
      'let FILROUGE_CACHE name a folder that can be written to',
      { cause: error },
    )
  }
  return path
}
