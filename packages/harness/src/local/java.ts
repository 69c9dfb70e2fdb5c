import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import type { Environment } from '../processes/environment'
import { findExecutable } from '../processes/executable'

const OLDEST_JAVA = 17

export const JAVA_REMEDY = `install a JDK ${OLDEST_JAVA} or later (Debian: apt-get install openjdk-17-jdk-headless)`

/** The Java to run Kafka with (`$JAVA_HOME/bin/java`, else `java` on `PATH`), or why there is none. */
export function findJava(environment: Environment): { path: string } | { fault: string } {
  const { JAVA_HOME } = environment
  const path = findExecutable(JAVA_HOME ? join(JAVA_HOME, 'bin', 'java') : 'java', environment)
  if (path === undefined)
    return { fault: JAVA_HOME ? `JAVA_HOME (${JAVA_HOME}) has no bin/java` : 'java is not on PATH' }
  const { stderr, stdout } = spawnSync(path, ['-version'], { env: { ...environment }, encoding: 'utf8' })
  const version = /version "(?:1\.)?(\d+)/.exec(`${stderr}${stdout}`)?.[1]
  if (version === undefined) return { fault: `${path} does not say its version` }
  return Number(version) < OLDEST_JAVA ? { fault: `${path} is Java ${version}` } : { path }
}
