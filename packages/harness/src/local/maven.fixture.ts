import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** A folder that stands in for a machine: what `mvn` is there, and where it keeps things. */
export class FakeMaven {
  /** To run in, with nothing else on `PATH`. */
  readonly environment: { readonly PATH: string; readonly FILROUGE_CACHE: string }
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
    this.environment = { PATH: join(folder, 'bin'), FILROUGE_CACHE: join(folder, 'cache') }
    mkdirSync(this.environment.PATH)
  }

  /** A command of the name `mvn` that writes these files where Maven would, and counts its calls. */
  install(files: Readonly<Record<string, string | Uint8Array>>, ending = ''): void {
    const repository = join(this.#folder, 'repository')
    mkdirSync(repository, { recursive: true })
    for (const [file, content] of Object.entries(files)) writeFileSync(join(repository, file), content)
    const copies = Object.keys(files).map((file) => `/bin/cp '${join(repository, file)}' "$out/"`)
    const script = `#!/bin/sh
      for arg; do case $arg in -DoutputDirectory=*) out=\${arg#*=};; esac; done
      /bin/mkdir -p "$out"; echo "$*" >> '${this.#calls}'
      ${copies.join('\n')}
      ${ending}`
    writeFileSync(join(this.environment.PATH, 'mvn'), script, { mode: 0o755 })
  }

  /** The arguments of each call. */
  calls(): string[] {
    return readFileSync(this.#calls, 'utf8').split('\n').slice(0, -1)
  }

  get #calls(): string {
    return join(this.#folder, 'calls')
  }
}
