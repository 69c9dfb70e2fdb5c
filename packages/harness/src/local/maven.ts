import { HarnessError } from '../harness-error'
import type { Environment } from '../processes/environment'
import { findExecutable } from '../processes/executable'
import { startProcess } from '../processes/running-process'
import { ProgressSteps } from '../progress-steps'

const PLUGIN = 'org.apache.maven.plugins:maven-dependency-plugin:3.9.0'

export const MAVEN_REMEDY = 'install Maven (Debian: apt-get install maven)'

interface MavenRequest {
  /** For messages. */
  readonly what: string
  readonly environment: Environment
  readonly onProgress: (line: string) => void
  readonly signal?: AbortSignal | undefined
}

/** Copies the runtime classpath of a pom into a folder. */
export async function copyDependencies(
  pom: string,
  folder: string,
  jars: ReadonlySet<string>,
  request: MavenRequest,
): Promise<void> {
  let downloaded = 0
  const steps = new ProgressSteps()
  const args = ['-f', pom, `${PLUGIN}:copy-dependencies`, '-DincludeScope=runtime', `-DoutputDirectory=${folder}`]
  await runMaven(args, request, (line) => {
    const jar = /^\[INFO\] Downloaded from \S+ \S*?([^/ ]+\.jar) /.exec(line)?.[1]
    if (jar !== undefined && jars.has(jar) && steps.reaches(++downloaded, jars.size)) {
      request.onProgress(`downloaded ${jar} (${downloaded} of ${jars.size})`)
    }
  })
}

/** Copies one file, named by its coordinates (`group:artifact:version:type:classifier`), into a folder. */
export async function copyArtifact(coordinates: string, folder: string, request: MavenRequest): Promise<void> {
  await runMaven([`${PLUGIN}:copy`, `-Dartifact=${coordinates}`, `-DoutputDirectory=${folder}`], request)
}

/**
 * Runs the user's own Maven, with its settings and repository, so that mirrors and caches work. `-C`: a download that differs
 * from the registry's checksum fails; Maven 3.8 only warns by default.
 */
async function runMaven(
  args: readonly string[],
  { what, environment, signal }: MavenRequest,
  onLine: (line: string) => void = () => undefined,
): Promise<void> {
  const maven = findExecutable('mvn', environment)
  if (maven === undefined) throw new HarnessError('mvn is not on PATH', MAVEN_REMEDY)
  const failures: string[] = []
  const run = startProcess(maven, ['-B', '-C', ...args], {
    name: 'mvn',
    env: environment,
    signal,
    // mvn is a script that starts java: a supervisor ends both.
    guard: 'supervisor',
    onLine: (line) => {
      onLine(line)
      if (line.startsWith('[ERROR]')) failures.push(line.slice('[ERROR] '.length))
    },
  })
  const { code } = await run.exited
  if (signal?.aborted === true) {
    // What mvn had started may still write into the folder, which is about to be removed.
    await run.stop()
    throw signal.reason
  }
  if (code === 0) return
  const reason = failures.find((line) => line.trim() !== '') ?? run.output.toString()
  throw new HarnessError(
    `mvn could not fetch ${what}: ${reason}`,
    'see that Maven reaches its repository, then run again',
  )
}
