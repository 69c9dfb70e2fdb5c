// npm run clean: removes what tsc made, also of files that are gone, which `tsc -b --clean` leaves.
import { readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..')
const folders = ['packages', 'examples'].flatMap((name) =>
  readdirSync(join(root, name)).map((each) => join(name, each)),
)
for (const folder of [...folders, 'integration-tests']) {
  for (const made of ['dist', 'tsconfig.tsbuildinfo'])
    rmSync(join(root, folder, made), { recursive: true, force: true })
}
