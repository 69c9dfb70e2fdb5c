import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync, cpSync, rmSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { join, relative } from 'node:path'
import { run } from '../test-counts.mjs'

const root = join(import.meta.dirname, '..', '..')
const sources = join(root, 'spec', 'subjects')
const built = join(root, '.cache', 'subjects')

/** How a subject of each language is built from its own registry by its own package client, and started. */
const LANGUAGES = {
  node: {
    needs: [],
    build: (folder) => [['npm', ['ci', '--ignore-scripts', '--no-audit', '--no-fund'], folder]],
    command: (folder) => [process.execPath, join(folder, 'subject.cjs')],
  },
  python: {
    needs: ['python3'],
    // Debian's python3 comes without them
    probe: {
      command: ['python3', ['-c', 'import ensurepip, venv']],
      remedy: 'python3 makes no virtual environments; install python3-venv',
    },
    build: (folder) => [
      ['python3', ['-m', 'venv', join(folder, 'venv')], folder],
      [join(folder, 'venv', 'bin', 'pip'), ['install', '--quiet', '-r', 'requirements.txt'], folder],
    ],
    command: (folder, main) => [join(folder, 'venv', 'bin', 'python'), join(folder, `${main.toLowerCase()}.py`)],
  },
  go: {
    needs: ['go'],
    build: (folder) => [['go', ['build', '-o', 'subject', '.'], folder]],
    command: (folder) => [join(folder, 'subject')],
  },
  java: {
    needs: ['java', 'javac', 'mvn'],
    build: (folder, main) => [
      [
        'mvn',
        [
          '-q',
          '-B',
          '-C',
          'org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy-dependencies',
          '-DincludeScope=runtime',
          '-DoutputDirectory=lib',
        ],
        folder,
      ],
      ['javac', ['-d', 'classes', '-cp', 'lib/*', '-sourcepath', '.', `${main}.java`], folder],
    ],
    command: (folder, main) => ['java', '-cp', `${join(folder, 'classes')}:${join(folder, 'lib')}/*`, main],
  },
  rust: {
    needs: ['cargo'],
    build: (folder) => [
      ['cargo', ['build', '--quiet', '--locked', '--target-dir', join(built, 'rust-target')], folder],
    ],
    command: (folder, main, name) => [join(built, 'rust-target', 'debug', `subject-${name}`)],
  },
}

/** The subjects of spec/subjects: their folder's name begins with their language. */
export const subjects = readdirSync(sources)
  .filter((name) => statSync(join(sources, name)).isDirectory())
  .map((name) => ({
    name,
    language: name.split('-')[0],
    source: join(sources, name),
    main: 'Subject',
    knownFailing: join(sources, name, 'known-failing.json'),
  }))

/** Builds a program unless nothing changed since it was built, and gives its command; throws with the last output of what failed. */
export async function prepare({ name, language, source, main }) {
  const { needs, probe, build, command } = LANGUAGES[language]
  const missing = needs.find((program) => !onPath(program))
  if (missing !== undefined) return { skipped: `${missing} is not on PATH; install ${needs.join(', ')}` }
  if (probe !== undefined && (await run(...probe.command, { echo: false })).code !== 0) return { skipped: probe.remedy }
  const folder = join(built, name)
  const stamp = join(folder, 'built-from')
  const hash = hashOf(source)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return { command: command(folder, main, name) }
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  cpSync(source, folder, { recursive: true, filter: isSource })
  for (const [program, args, cwd] of build(folder, main)) {
    const { code, output } = await run(program, args, { echo: false, cwd })
    if (code !== 0)
      throw new Error(`${name}: ${program} ${args[0]} failed: ${output.trim().split('\n').slice(-3).join(' | ')}`)
  }
  writeFileSync(stamp, hash)
  return { command: command(folder, main, name) }
}

const isSource = (path) => !/(^|\/)(node_modules|target|venv|known-failing\.json)$/.test(path)

function hashOf(folder) {
  const hash = createHash('sha256')
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (!entry.isFile() || /(node_modules|target|venv)\//.test(path) || !isSource(path)) continue
    hash.update(`${relative(folder, path)}\0`).update(readFileSync(path))
  }
  return hash.digest('hex')
}

function onPath(program) {
  return (process.env.PATH ?? '').split(':').some((folder) => existsSync(join(folder, program)))
}
