import { join } from 'node:path'
import type { Environment } from '../processes/environment'
import { findExecutable } from '../processes/executable'
import { startProcess } from '../processes/running-process'

const OLDEST_JAVA = 17

export const JAVA_REMEDY = `install a JDK ${OLDEST_JAVA} or later (Debian: apt-get install openjdk-17-jdk-headless)`

/**
 * The Java to run Kafka with (`$JAVA_HOME/bin/java`, else `java` on `PATH`), or why there is none.
 * @throws the signal's reason, when it is aborted meanwhile
 */
export async function findJava(
  environment: Environment,
  signal?: AbortSignal,
): Promise<{ path: string } | { fault: string }> {
  const { JAVA_HOME } = environment
  const path = findExecutable(JAVA_HOME ? join(JAVA_HOME, 'bin', 'java') : 'java', environment)
  if (path === undefined)
    return { fault: JAVA_HOME ? `JAVA_HOME (${JAVA_HOME}) has no bin/java` : 'java is not on PATH' }
  // In a process group of its own: a terminal's Ctrl-C would end it, and a Java without a version would look broken.
  const java = startProcess(path, ['-version'], { name: 'java -version', env: environment, signal })
  await java.exited
  signal?.throwIfAborted()
  const version = /version "(?:1\.)?(\d+)/.exec(java.output.lines().join('\n'))?.[1]
  if (version === undefined) return { fault: `${path} does not say its version` }
  return Number(version) < OLDEST_JAVA ? { fault: `${path} is Java ${version}` } : { path }
}
