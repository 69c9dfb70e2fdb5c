import { copyFileSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { run } from '../test-counts.mjs'

const TYPES = join('integration-tests', 'types')

/**
 * A user's project outside of this one: the packed packages, the clients and several versions of TypeScript, of which only the
 * former are not pinned by the lock in integration-tests/types.
 *
 * @throws Error with npm's output when it cannot install
 */
export async function makeScratchProject(folder, packages) {
  for (const file of ['package.json', 'package-lock.json']) copyFileSync(join(TYPES, file), join(folder, file))
  await npm(folder, ['ci', '--ignore-scripts'])
  const tarballs = packages.map(({ tarball }) => tarball)
  await npm(folder, ['install', '--no-save', '--ignore-scripts', ...tarballs])
}

async function npm(folder, args) {
  const quiet = ['--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error']
  const { code, output } = await run('npm', [...args, ...quiet], { echo: false, cwd: folder })
  if (code !== 0) throw new Error(`npm ${args[0]} failed:\n${output}`)
}

/** The versions of TypeScript that are installed, oldest first: { version, command }. */
export function compilersOf(folder) {
  const installed = join(folder, 'node_modules')
  const names = readdirSync(installed).filter((name) => name.startsWith('typescript-'))
  return names.sort().map((name) => ({ version: name.slice(11), command: join(installed, name, 'bin', 'tsc') }))
}

/** Writes one project of TypeScript files: { name: text }. */
export function writeProject(folder, { type, files, compilerOptions }) {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, type }))
  const options = { module: 'node16', target: 'es2022', lib: ['es2022'], strict: true, skipLibCheck: false, esModuleInterop: true, types: ['node'], noEmit: true } // prettier-ignore
  const tsconfig = { compilerOptions: { ...options, ...compilerOptions }, include: ['*'] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text)
}

/** What a compiler says of a project; nothing when it is content. */
export async function compile(folder, { command }) {
  const { code, output } = await run(process.execPath, [command, '-p', folder, '--pretty', 'false'], { echo: false })
  return code === 0 ? [] : [output]
}
