import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { cacheFolder, startProcess } from '@filrouge/harness'

// The last version whose module `go install` takes by its rules: later ones have `replace` directives.
const VERSION = 'v1.48.0'
const PACKAGE = `github.com/jaegertracing/jaeger/cmd/all-in-one@${VERSION}`

const OLDEST_GO_MINOR = 20

/** Why no Jaeger can be had here; nothing where it can. */
export function obstacleToJaeger(): string | undefined {
  if (existsSync(cachedBinary())) return undefined
  const { status, stdout } = spawnSync('go', ['env', 'GOVERSION'], { encoding: 'utf8' })
  if (status !== 0) return `no go on PATH to build Jaeger with; install Go 1.${OLDEST_GO_MINOR} or later`
  const minor = Number(/^go1\.(\d+)/.exec(stdout)?.[1] ?? Number.POSITIVE_INFINITY)
  return minor < OLDEST_GO_MINOR ? `Jaeger needs Go 1.${OLDEST_GO_MINOR} or later, this is ${stdout.trim()}` : undefined
}

/**
 * The path of Jaeger's all-in-one binary in the cache folder; builds it there if need be, some minutes at first. Built
 * beside and renamed, so that of two builds at once each leaves a whole file.
 */
export async function builtJaeger(): Promise<string> {
  const path = cachedBinary()
  if (existsSync(path)) return path
  const bin = dirname(path)
  mkdirSync(bin, { recursive: true })
  const own = mkdtempSync(join(bin, '.building-'))
  try {
    await install(own)
    renameSync(join(own, 'all-in-one'), path)
  } finally {
    rmSync(own, { recursive: true, force: true })
  }
  return path
}

function cachedBinary(): string {
  return join(cacheFolder(process.env), 'bin', `jaeger-all-in-one-${VERSION}`)
}

async function install(folder: string): Promise<void> {
  const env = { ...process.env, GOBIN: folder, GOTOOLCHAIN: 'local' }
  const build = startProcess('go', ['install', PACKAGE], { name: 'go install', env })
  const { code } = await build.exited
  if (code !== 0) throw new Error(`go install ${PACKAGE} failed: ${build.output.toString()}`)
}
