/** Counts checks as they are told; a failed one prints why. */
export class Tally {
  passed = 0
  failed = 0

  /** @param problems what is wrong, one text each; none is a pass */
  check(what, problems) {
    if (problems.length === 0) {
      this.passed++
      console.log(`ok      ${what}`)
      return true
    }
    this.failed++
    console.log(`FAILED  ${what}`)
    for (const problem of problems) console.log(indented(problem))
    return false
  }
}

const indented = (text) => text.trimEnd().replace(/^/gm, '        ')
