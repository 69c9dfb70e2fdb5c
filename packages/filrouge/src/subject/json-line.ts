export function printLine(value: object): void {
  process.stdout.write(`${JSON.stringify(value)}\n`)
}
