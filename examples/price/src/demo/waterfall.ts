import colors from 'picocolors'
import type { DemoSpan } from './otlp'

const BAR_WIDTH = 32

/** The trace as text: a line a span, indented below its parent, with a bar on the trace's time and the time spent in Kafka. */
export function waterfall(spans: readonly DemoSpan[]): string {
  const from = Math.min(...spans.map((span) => span.start))
  const to = Math.max(...spans.map((span) => span.end), from + 1)
  const rows = inOrder(spans).map(({ span, depth }) => ({
    span,
    label: `${'  '.repeat(depth)}${span.name}`,
    process: `${span.service} (${span.language})`,
  }))
  const labelWidth = Math.max(...rows.map(({ label }) => label.length))
  const processWidth = Math.max(...rows.map(({ process }) => process.length))
  return rows
    .map(({ span, label, process }) => {
      const kafka = span.queueTimeMs === undefined ? '' : colors.dim(`  ${String(span.queueTimeMs)} ms in kafka`)
      const tint = span.language === 'rust' ? colors.yellow : colors.cyan
      const duration = `${((span.end - span.start) / 1000).toFixed(1)} ms`.padStart(9)
      return `${label.padEnd(labelWidth)}  ${tint(process.padEnd(processWidth))}  ${tint(bar(span, from, to))} ${duration}${kafka}`
    })
    .join('\n')
}

function bar(span: DemoSpan, from: number, to: number): string {
  const scale = BAR_WIDTH / (to - from)
  const left = Math.min(Math.floor((span.start - from) * scale), BAR_WIDTH - 1)
  const width = Math.max(Math.min(Math.round((span.end - span.start) * scale), BAR_WIDTH - left), 1)
  return `${' '.repeat(left)}${'█'.repeat(width)}`.padEnd(BAR_WIDTH)
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
