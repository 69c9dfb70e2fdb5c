import { dirname, join } from 'node:path'
import { createProgram, type Symbol as Declared, type TypeChecker } from 'typescript'

/** The types of kafkajs of which every member must be in the table. */
const COVERED = [
  'Kafka',
  'Producer',
  'ProducerConfig',
  'ProducerEvents',
  'ProducerRecord',
  'ProducerBatch',
  'TopicMessages',
  'Message',
  'Transaction',
  'Consumer',
  'ConsumerConfig',
  'ConsumerEvents',
  'ConsumerRunConfig',
  'ConsumerSubscribeTopic',
  'ConsumerSubscribeTopics',
  'EachMessagePayload',
  'EachBatchPayload',
  'Batch',
  'RetryOptions',
] as const

/** Names of what kafkajs declares, each as `Producer.send`. */
export interface Declarations {
  /** every member of every exported type */
  readonly known: ReadonlySet<string>
  /** those that the table must cover */
  readonly covered: ReadonlySet<string>
}

/** Reads kafkajs's own declarations, so that a member which a later version adds is missed at once. Takes about a second. */
export function readDeclarations(): Declarations {
  const file = join(dirname(require.resolve('kafkajs/package.json')), 'types', 'index.d.ts')
  const program = createProgram([file], { skipLibCheck: true, types: [] })
  const checker = program.getTypeChecker()
  const source = program.getSourceFile(file)
  const module = source && checker.getSymbolAtLocation(source)
  if (module === undefined) throw new Error(`no declarations of kafkajs at ${file}`)
  const types = checker.getExportsOfModule(module)
  const missing = COVERED.filter((name) => !types.some((type) => type.name === name))
  if (missing.length > 0) throw new Error(`kafkajs declares no ${missing.join(', ')}`)
  const members = (chosen: readonly Declared[]) => new Set(chosen.flatMap((type) => membersOf(checker, type)))
  return {
    known: members(types),
    covered: members(types.filter(({ name }) => (COVERED as readonly string[]).includes(name))),
  }
}

function membersOf(checker: TypeChecker, type: Declared): string[] {
  const properties = checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(type))
  return properties.map(({ name }) => `${type.name}.${name}`)
}
