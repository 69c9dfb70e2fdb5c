import { Command } from 'commander'
import { silenceNegativeTimeouts } from './negative-timeouts'
import { subjectCommand } from './subject/subject-command'
import { verifyCommand } from './verify/verify-command'

const USAGE_ERROR = 2

silenceNegativeTimeouts()
// Whoever reads may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
})

const program = new Command('filrouge')
  .description('One thread through every hop of a request that travels over Kafka.')
  .exitOverride((error) => process.exit(error.exitCode === 0 ? 0 : USAGE_ERROR))

for (const command of [verifyCommand(), subjectCommand()]) {
  program.addCommand(command.copyInheritedSettings(program))
}

program.parseAsync().catch((error: unknown) => {
  console.error(error)
  process.exitCode = USAGE_ERROR
})
