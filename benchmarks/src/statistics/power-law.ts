/** The exponent of a power law through points of both above 0: the slope of least squares in logarithms. 1 is linear. */
export function exponentOf(points: readonly (readonly [size: number, cost: number])[]): number {
  if (points.length < 2) throw new RangeError('an exponent takes two points or more')
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const)
  const mean = (of: (point: readonly [number, number]) => number) =>
    logs.reduce((sum, each) => sum + of(each), 0) / logs.length
  const x = mean(([size]) => size)
  const y = mean(([, cost]) => cost)
  return mean(([size, cost]) => (size - x) * (cost - y)) / mean(([size]) => (size - x) ** 2)
}
