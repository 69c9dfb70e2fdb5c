import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from '@jest/globals'
import { buildPeer, peerFault } from './peer'

let folder = ''
let lines: string[] = []
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'harness-test-'))
  lines = []
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

function build(script: string): Promise<string> {
  writeFileSync(join(folder, 'cargo'), `#!/bin/sh\n${script}\n`, { mode: 0o755 })
  return buildPeer({ environment: { PATH: folder }, onProgress: (line) => lines.push(line) })
}

const artifact = (name: string, executable: string | null) =>
  `echo '${JSON.stringify({ reason: 'compiler-artifact', target: { name }, executable })}'`

test("gives the path that cargo announces, and says what it compiles and that it waits for another build's lock", async () => {
  const binary = await build(`
    echo '    Blocking waiting for file lock on package cache' >&2
    echo '    Blocking waiting for file lock on build directory' >&2
    echo '   Compiling libc v0.2.1' >&2
    printf '    Building [=>   ] 1/2: libc    \\r   Compiling filrouge-peer v0.1.0 (/x)\\n' >&2
    ${artifact('libc', null)}
    ${artifact('build-script-build', '/target/build-script')}
    ${artifact('filrouge-peer', '/target/debug/filrouge-peer')}`)
  expect(binary).toBe('/target/debug/filrouge-peer')
  expect(lines).toEqual([
    'building filrouge-peer with cargo',
    'cargo waits for another build to finish',
    'compiling libc',
    'compiling filrouge-peer (1 of 2 done)',
  ])
})

test('a cold build takes some twenty lines', async () => {
  await build(`
    i=0; while [ $i -lt 180 ]; do
      printf '    Building [=>   ] %d/180: libc, quote, syn(build.rs)     \\r   Compiling crate-%d v1\\n' $i $i >&2; i=$((i+1))
    done
    ${artifact('filrouge-peer', '/target/debug/filrouge-peer')}`)
  expect(lines).toHaveLength(1 + 20)
  expect(lines.at(-1)).toBe('compiling crate-171 (171 of 180 done)')
})

test("cargo's first error is the message, with the command to run", async () => {
  const failed = build("echo 'error[E0425]: cannot find value' >&2; echo 'error: could not compile' >&2; exit 101")
  await expect(failed).rejects.toThrow(
    /^cargo could not build filrouge-peer: error\[E0425\]: cannot find value: run: cargo build --locked/,
  )
})

test('FILROUGE_PEER names a ready binary, which is the peer or an error that names the variable', async () => {
  const binary = join(folder, 'peer')
  await expect(buildPeer({ environment: { FILROUGE_PEER: binary } })).rejects.toThrow(
    `FILROUGE_PEER is ${binary}, which is no executable file: let it name a built filrouge-peer, or unset it`,
  )
  expect(peerFault({ FILROUGE_PEER: binary, PATH: folder })).toBeUndefined()
  writeFileSync(binary, '#!/bin/sh\necho grep 3.8', { mode: 0o755 })
  await expect(buildPeer({ environment: { FILROUGE_PEER: binary } })).rejects.toThrow(
    `FILROUGE_PEER is ${binary}, which is no filrouge-peer (its --version: grep 3.8): let it name`,
  )
  writeFileSync(binary, '#!/bin/sh\necho filrouge-peer 0.1.0', { mode: 0o755 })
  expect(await buildPeer({ environment: { FILROUGE_PEER: binary } })).toBe(binary)
})

test('no cargo is said with the remedy', async () => {
  await expect(buildPeer({ environment: { PATH: folder } })).rejects.toThrow('cargo is not on PATH: install Rust from')
})
