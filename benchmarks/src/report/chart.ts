import { figure } from './text-table'

export interface Bar {
  readonly label: string
  readonly value: number
  readonly kind: 'base' | 'ours' | 'peer'
}

export interface BarGroup {
  readonly title: string
  readonly unit: string
  readonly bars: readonly Bar[]
}

const WIDTH = 760
const LABELS = 250
const BAR = 18
const STEP = 24
const HEAD = 34
/** Room behind the longest bar for its figure. */
const FIGURES = 90

const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #1f2328 }
  .title { font-weight: 600 }
  .base { fill: #9aa4af } .ours { fill: #c0392b } .peer { fill: #5b7fa6 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 }
    .base { fill: #6e7781 } .ours { fill: #ff6b5b } .peer { fill: #79a6d8 }
  }`

/** Groups of bars, each on its own scale, as an SVG that is readable on light and dark pages. */
export function chart(title: string, groups: readonly BarGroup[]): string {
  let y = 0
  const body = groups.flatMap((group) => {
    const lines = linesOf(group, y)
    y += HEAD + group.bars.length * STEP
    return lines
  })
  const height = y + 10
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${height}" viewBox="0 0 ${WIDTH} ${height}" role="img">`,
    `<title>${escaped(title)}</title>`,
    `<style>${STYLE}\n</style>`,
    ...body,
    '</svg>\n',
  ].join('\n')
}

function linesOf({ title, unit, bars }: BarGroup, top: number): string[] {
  const most = Math.max(...bars.map(({ value }) => value))
  return [
    `<text class="title" x="0" y="${top + 22}">${escaped(title)}</text>`,
    ...bars.flatMap(({ label, value, kind }, index) => {
      const y = top + HEAD + index * STEP
      const width = most === 0 ? 0 : Math.max(1, (value / most) * (WIDTH - LABELS - FIGURES))
      const base = y + BAR - 5
      return [
        `<text x="${LABELS - 8}" y="${base}" text-anchor="end">${escaped(label)}</text>`,
        `<rect class="${kind}" x="${LABELS}" y="${y}" width="${width.toFixed(1)}" height="${BAR}" rx="2"/>`,
        `<text x="${(LABELS + width + 6).toFixed(1)}" y="${base}">${figure(value)} ${escaped(unit)}</text>`,
      ]
    }),
  ]
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
}
