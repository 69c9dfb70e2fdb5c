// npm run bench:profile -- CASE VARIANT: one variant alone, under V8's profiler.
import { Argument, Command } from 'commander'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { CASES } from './experiment-list'
import { sharesOf, type CpuProfile } from './profile-shares'
import { Generation } from './rounds/generation'
import { progress, runOnKafka } from './run-on-kafka'

const ROUNDS = 10

const list = CASES.map(({ name, variants }) => `  ${name}: ${Object.keys(variants).join(' | ')}`)
const program = new Command('bench:profile')
  .description(
    'Runs one variant of a case, tells whose code its time goes to, and leaves a CPU profile, which the developer tools of Chrome open.',
  )
  .addArgument(new Argument('<case>', 'as listed below').choices(CASES.map(({ name }) => name)))
  .argument('<variant>', 'of that case')
  .option('--folder <path>', 'where the profile goes; by default a new folder for temporary files')
  .addHelpText('after', `\nCases and their variants:\n${list.join('\n')}`)
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : 2))

async function main(): Promise<void> {
  const [name, variant = ''] = program.parse().args
  const chosen = CASES.find((each) => each.name === name)
  if (chosen?.variants[variant] === undefined)
    return program.error(`error: case ${String(name)} has no variant '${variant}'; --help lists them`)
  const { folder: given } = program.opts<{ folder?: string }>()
  const folder = given ?? mkdtempSync(join(tmpdir(), 'bench-profile-'))
  const before = new Set(existsSync(folder) ? readdirSync(folder) : [])
  const nodeOptions = ['--cpu-prof', `--cpu-prof-dir=${folder}`]
  await runOnKafka({ share: 1, nodeOptions }, async (around) => {
    await Generation.during(chosen, [variant], around, async (generation) => {
      for (let round = 1; round <= ROUNDS; round++) {
        progress(`${variant}: round ${round} of ${ROUNDS}`)
        await generation.round()
      }
    })
  })
  const profiles = readdirSync(folder).filter((each) => each.endsWith('.cpuprofile') && !before.has(each))
  // interrupted
  if (profiles.length === 0 && given === undefined) rmdirSync(folder)
  for (const file of profiles) {
    const path = join(folder, file)
    const shares = sharesOf(JSON.parse(readFileSync(path, 'utf8')) as CpuProfile)
    for (const [owner, share] of shares.filter(([, each]) => each >= 0.001))
      console.log(`${(share * 100).toFixed(1).padStart(5)} %  ${owner}`)
    console.log(path)
  }
}

main().catch((error: unknown) => {
  console.error(error)
  process.exitCode = 1
})
