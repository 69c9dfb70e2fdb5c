import type { DemoSpan } from './otlp'
import { terminalColors } from './terminal-colors'

const colors = terminalColors(process.stdout)

const WIDEST_BAR = 32
const NARROWEST_BAR = 8
const DURATION_WIDTH = 9

/**
 * The trace as text: a line a span, indented below its parent, with a bar on the trace's time and the time spent in Kafka.
 * In a narrow terminal bars are shorter; where they would be too short, the time in Kafka and then the process go.
 */
export function waterfall(spans: readonly DemoSpan[], columns = Infinity): string {
  const from = Math.min(...spans.map((span) => span.start))
  const to = Math.max(...spans.map((span) => span.end), from + 1)
  const rows = inOrder(spans).map(({ span, depth }) => ({
    span,
    label: `${'  '.repeat(depth)}${span.name}`,
    process: `  ${span.service} (${span.language})`,
    kafka: span.queueTimeMs === undefined ? '' : `  ${String(span.queueTimeMs)} ms in kafka`,
  }))
  const width = (column: 'label' | 'process' | 'kafka') => Math.max(0, ...rows.map((row) => row[column].length))
  let left = columns - width('label') - 2 - 1 - DURATION_WIDTH
  const takes = (column: 'process' | 'kafka') => {
    const fits = left - width(column) >= NARROWEST_BAR
    if (fits) left -= width(column)
    return fits
  }
  const processWidth = takes('process') ? width('process') : 0
  const showsKafka = takes('kafka')
  const barWidth = Math.max(Math.min(left, WIDEST_BAR), NARROWEST_BAR)
  return rows
    .map(({ span, label, process, kafka }) => {
      const tint = span.language === 'rust' ? colors.yellow : colors.cyan
      const name = label.padEnd(width('label')) + tint(process.padEnd(processWidth).slice(0, processWidth))
      const duration = `${((span.end - span.start) / 1000).toFixed(1)} ms`.padStart(DURATION_WIDTH)
      return `${name}  ${tint(bar(span, { from, to, width: barWidth }))} ${duration}${showsKafka ? colors.dim(kafka) : ''}`
    })
    .join('\n')
}

function bar(span: DemoSpan, { from, to, width }: { from: number; to: number; width: number }): string {
  const scale = width / (to - from)
  const left = Math.min(Math.floor((span.start - from) * scale), width - 1)
  const length = Math.max(Math.min(Math.round((span.end - span.start) * scale), width - left), 1)
  return `${' '.repeat(left)}${'█'.repeat(length)}`.padEnd(width)
}

/** Parents before their children, siblings by time; a span whose parent is missing stands at the top. */
function inOrder(spans: readonly DemoSpan[]): { span: DemoSpan; depth: number }[] {
  const ids = new Set(spans.map((span) => span.id))
  const below = (parentId: string | undefined, depth: number): { span: DemoSpan; depth: number }[] =>
    spans
      .filter((span) => (parentId === undefined ? !ids.has(span.parentId) : span.parentId === parentId))
      .sort((a, b) => a.start - b.start)
      .flatMap((span) => [{ span, depth }, ...below(span.id, depth + 1)])
  return below(undefined, 0)
}
