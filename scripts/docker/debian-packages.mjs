import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, rmSync, writeFileSync } from 'node:fs'

const POLICY = '/usr/sbin/policy-rc.d'

/** What keeps this machine from having an engine installed by us, or nothing. */
export function installFault() {
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version'))
    return 'this is not Debian, where we could install one'
  if (process.getuid() !== 0) return 'only root can install and run dockerd'
  return undefined
}

/** Installs the packages that are missing. Their services are not started: a policy file forbids it meanwhile. */
export function installPackages(names, onProgress) {
  const missing = names.filter((name) => !isInstalled(name))
  if (missing.length === 0) return
  onProgress(`installing ${missing.join(', ')} with apt-get`)
  const forbidden = !existsSync(POLICY)
  if (forbidden) writeFileSync(POLICY, '#!/bin/sh\nexit 101\n', { mode: 0o755 })
  try {
    aptGet('update')
    aptGet('install', '--yes', '--no-install-recommends', ...missing)
  } finally {
    if (forbidden) rmSync(POLICY, { force: true })
  }
}

/** Codename of this Debian and the mirror its package lists come from: read here, because every machine has its own. */
export function debianMirror() {
  const release = execFileSync('sh', ['-c', '. /etc/os-release; echo "$VERSION_CODENAME"'], { encoding: 'utf8' }).trim()
  const targets = ['indextargets', '--format', '$(RELEASE) $(SITE)', 'Created-By: Packages', 'Component: main']
  const lines = execFileSync('apt-get', targets, { encoding: 'utf8' }).split('\n')
  const site = lines.map((line) => line.split(' ')).find(([name]) => name === release)?.[1]
  if (site === undefined) throw new Error(`apt has no source for ${release}: see /etc/apt/sources.list`)
  return { release, site }
}

function isInstalled(name) {
  const query = spawnSync('dpkg-query', ['--show', '--showformat', '${db:Status-Status}', name], { encoding: 'utf8' })
  return query.stdout === 'installed'
}

function aptGet(...args) {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const run = spawnSync('apt-get', args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] })
  if (run.status === 0) return
  const lines = `${run.stdout}${run.stderr}`.trim().split('\n')
  throw new Error(
    `apt-get ${args.join(' ')} failed: ${lines.filter((line) => line.startsWith('E: ')).at(-1) ?? lines.at(-1)}`,
  )
}
