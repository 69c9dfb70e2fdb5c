/** The checks that a program has to run, in any order, as `id: check`, and why one of them fails where it does. */
export function expectedOf({ values, resolutions }, program) {
  const checksOf = ({ also }) => ['encode', 'decode', ...(also === undefined ? [] : ['also']), 'fingerprint']
  const expected = new Map()
  const add = ({ id, except }, check) => expected.set(`${id}: ${check}`, except?.[program]?.[check])
  for (const vector of values) for (const check of checksOf(vector)) add(vector, check)
  for (const vector of resolutions) add(vector, 'resolve')
  return expected
}

/**
 * What is wrong with the answers of a program, lines of `[id, check, problem or null]`: a check that fails, one that is said to fail and
 * passes, one that was not run.
 */
export function judged(expected, output) {
  const problems = []
  const left = new Map(expected)
  for (const line of output.split('\n').filter((text) => text.startsWith('['))) {
    const [id, check, problem] = JSON.parse(line)
    const name = `${id}: ${check}`
    if (!left.has(name)) problems.push(`${name} is no check, or was run twice`)
    const reason = left.get(name)
    left.delete(name)
    if (problem !== null && reason === undefined) problems.push(`${name}: ${problem}`)
    if (problem === null && reason !== undefined) problems.push(`${name} passes, and is said to fail: ${reason}`)
  }
  for (const name of left.keys()) problems.push(`${name} was not run`)
  return problems
}
