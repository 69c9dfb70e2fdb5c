import { cpSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { transformFileSync } from '@swc/core'

/** Writes the package's sources as JavaScript into a folder: a test's child is a plain Node process that cannot read TypeScript. */
export function transpileSources(folder: string): string {
  const source = join(__dirname, '..')
  const files = readdirSync(source, { recursive: true, encoding: 'utf8' })
  for (const file of files.filter((name) => /(?<!\.(test|fixture))\.ts$/.test(name))) {
    const target = join(folder, 'src', file.replace(/\.ts$/, '.js'))
    mkdirSync(dirname(target), { recursive: true })
    const { code } = transformFileSync(join(source, file), {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
      module: { type: 'commonjs' },
    })
    writeFileSync(target, code)
  }
  cpSync(join(source, '..', 'process'), join(folder, 'process'), { recursive: true })
  return join(folder, 'src')
}
