import { execFile } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'

/**
 * `npm pack` of every workspace that is not private.
 *
 * @returns [{ name, folder, manifest, tarball, files }], `files` as npm lists them
 * @throws npm's error, with its output, when it fails
 */
export async function packAll(destination) {
  const query = await npm(['query', '.workspace'])
  const published = JSON.parse(query).filter((workspace) => workspace.private !== true)
  const workspaces = published.flatMap(({ name }) => ['-w', name])
  const packed = JSON.parse(await npm(['pack', '--json', '--pack-destination', destination, ...workspaces]))
  return packed.map(({ name, filename, files }) => {
    const folder = published.find((workspace) => workspace.name === name).location
    return {
      name,
      folder,
      manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')),
      tarball: join(destination, filename),
      files: files.map(({ path }) => path),
    }
  })
}

async function npm(args) {
  const { stdout } = await promisify(execFile)('npm', args, { maxBuffer: 2 ** 26 })
  return stdout
}
