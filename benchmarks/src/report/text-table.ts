import { createColors } from 'picocolors'
import type { Key } from '../keys'
import type { Verdict } from '../statistics/verdict'
import type { Result, Results } from './results'

/** The results as lines for a terminal. */
export function textTable({ keys, others, variants }: Results, isColoured: boolean): string[] {
  const { green, red, yellow, dim, bold } = createColors(isColoured)
  const paint: Record<Verdict, (text: string) => string> = { holds: green, misses: red, inconclusive: yellow }
  const line = ({ key, value, interval, rounds, about, verdict, target }: Result) =>
    `${key.padEnd(25)}${figure(value).padStart(8)}  ${intervalOf(interval).padEnd(18)}${targetOf(about, target).padEnd(16)}` +
    `${paint[verdict](verdict.padEnd(13))}${dim(`${rounds} rounds`)}`
  const lines = [bold(`${'key'.padEnd(25)}   value  ${'95 % interval'.padEnd(18)}${'target'.padEnd(16)}verdict`)]
  for (const result of keys) {
    lines.push(line(result))
    for (const [peer, value] of Object.entries(result.peers)) lines.push(dim(`  ${peer.padEnd(35)}${figure(value)}`))
  }
  for (const { key, value, interval, rounds } of others)
    lines.push(
      `${key.padEnd(37)}${figure(value).padStart(8)}  ${intervalOf(interval).padEnd(18)}${dim(`${rounds} rounds`)}`,
    )
  lines.push('', bold('each variant, median'))
  for (const each of variants)
    lines.push(`${each.case.padEnd(44)}${each.variant.padEnd(34)}${figure(each.value).padStart(9)} ${each.unit}`)
  return lines
}

/** Three significant digits, and never fewer than two behind the point of a ratio. */
export function figure(value: number): string {
  if (Math.abs(value) >= 100) return value.toFixed(0)
  return Math.abs(value) >= 10 ? value.toFixed(1) : Math.abs(value) < 0.1 ? value.toFixed(3) : value.toFixed(2)
}

export function intervalOf([low, high]: readonly [number, number]): string {
  return `${precise(low)} to ${precise(high)}`
}

function precise(value: number): string {
  return Math.abs(value) >= 10 ? figure(value) : value.toFixed(3)
}

export function targetOf({ sense, unit, target: given }: Key, target = given): string {
  const behind = { ratio: '', ms: ' ms', exponent: '' }[unit]
  return `${sense} ${String(Number(target.toFixed(2)))}${behind}`
}
