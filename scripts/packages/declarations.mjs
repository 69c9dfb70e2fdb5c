import { readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import ts from 'typescript'

const CLIENTS = ['kafkajs', '@confluentinc/kafka-javascript', '@platformatic/kafka', 'node-rdkafka']
/** These drive Kafka themselves; the wrappers are given a client. */
const USE_A_CLIENT = ['@filrouge/harness', 'filrouge']

/** Imports that a user of the package could not resolve, or that pull in a Kafka client. */
export function importProblems({ name, manifest, files }, installed) {
  const declared = { ...manifest.dependencies, ...manifest.peerDependencies }
  const problems = []
  for (const file of files.filter((path) => /\.(d\.ts|js)$/.test(path))) {
    for (const { fileName } of ts.preProcessFile(readFileSync(join(installed, file), 'utf8')).importedFiles) {
      if (fileName.startsWith('.') || fileName.startsWith('node:')) continue
      const [scope, rest] = fileName.split('/')
      const imported = fileName.startsWith('@') ? `${scope}/${rest}` : scope
      if (declared[imported] === undefined) problems.push(`${file} imports ${imported}, which is no dependency`)
      if (CLIENTS.includes(imported) && !USE_A_CLIENT.includes(name))
        problems.push(`${file} imports the client ${imported}`)
    }
  }
  return problems
}

/**
 * Places in declarations whose type is `any`: written so, or because an import does not resolve.
 *
 * @param project folder whose node_modules hold the packages
 * @returns problems by package name
 */
export function anyProblems(packages, project) {
  const installed = join(project, 'node_modules')
  const roots = packages.flatMap(({ name, files }) =>
    files.filter((file) => file.endsWith('.d.ts')).map((file) => join(installed, name, file)),
  )
  const options = { module: ts.ModuleKind.Node16, strict: true, types: ['node'], noEmit: true, typeRoots: [join(installed, '@types')] } // prettier-ignore
  const program = ts.createProgram(roots, options)
  const checker = program.getTypeChecker()
  const problems = new Map(packages.map(({ name }) => [name, []]))
  for (const root of roots) {
    const source = program.getSourceFile(root)
    const visit = (node) => {
      // a part of a template, `string}.`, is a node and no type
      const isType = ts.isTypeNode(node) && !ts.isTemplateLiteralTypeSpan(node)
      if (isType && (checker.getTypeFromTypeNode(node).flags & ts.TypeFlags.Any) !== 0) {
        const { line } = source.getLineAndCharacterOfPosition(node.getStart())
        const { name } = packages.find((each) => root.startsWith(join(installed, each.name, '/')))
        problems.get(name).push(`${relative(installed, root)}:${line + 1}: ${node.getText()} is any`)
        return
      }
      ts.forEachChild(node, visit)
    }
    visit(source)
  }
  return problems
}
