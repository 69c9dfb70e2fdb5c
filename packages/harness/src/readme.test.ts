import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@jest/globals'

const readme = readFileSync(join(__dirname, '..', 'README.md'), 'utf8')
const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => /(?<!\.test)\.ts$/.test(name))
  .map((file) => readFileSync(join(__dirname, file), 'utf8'))
  .join('\n')

test('the table of the README names the variables that the sources read, and no others', () => {
  const rows = [...readme.matchAll(/^\| ((?:`[A-Z_]+`(?:, )?)+) +\|/gm)].flatMap(([, names]) =>
    names?.match(/[A-Z_]+/g),
  )
  const read = sources.matchAll(/(?:environment|process\.env)\.([A-Z_]+)|\b(FILROUGE_[A-Z_]+|[A-Z_]+_HOME)\b/g)
  expect(rows).toEqual(expect.arrayContaining([...read].map(([, name, other]) => name ?? other)))
  expect(rows.filter((name) => !sources.includes(name ?? ''))).toEqual([])
})
