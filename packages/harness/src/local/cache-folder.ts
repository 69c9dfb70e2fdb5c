import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Environment } from '../processes/environment'

/** Where downloads are kept between runs: `FILROUGE_CACHE`, `$XDG_CACHE_HOME/filrouge` or `~/.cache/filrouge`. */
export function cacheFolder(environment: Environment): string {
  if (environment.FILROUGE_CACHE) return environment.FILROUGE_CACHE
  return join(environment.XDG_CACHE_HOME || join(environment.HOME ?? homedir(), '.cache'), 'filrouge')
}
