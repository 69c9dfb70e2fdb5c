import { describe, expect, it } from '@jest/globals'
import type { Experiment } from './experiments/experiment'
import { mirrored } from './rounds/mirrored'
import { measureAll } from './schedule'

function experiment(
  key: string,
  log: string[],
  widthAfter: (goes: number) => number,
  tick: () => void,
  setsAGo = 3,
): Experiment {
  let goes = 0
  return {
    name: key,
    keys: [key],
    measure: () => {
      goes++
      log.push(key)
      tick()
      return Promise.resolve()
    },
    rows: () => [
      {
        key,
        value: 1,
        interval: [1, 1 + widthAfter(goes)],
        rounds: 10,
        generations: goes * setsAGo,
        peers: {},
        note: '',
      },
    ],
    variants: () => [],
  }
}

async function order(widths: Readonly<Record<string, (goes: number) => number>>, endsAt: number): Promise<string[]> {
  const log: string[] = []
  let now = 0
  const experiments = Object.entries(widths).map(([key, width]) => experiment(key, log, width, () => now++))
  await measureAll(experiments, { keys: Object.keys(widths), endsAt, now: () => now, onProgress: () => undefined })
  return log
}

describe('the schedule', () => {
  it('gives more rounds to the interval that is furthest from narrow, until it is', async () => {
    const log = await order(
      {
        'consumer.eachMessage': (goes) => 0.3 / goes ** 2,
        'consumer.withMessage': (goes) => 0.1 / goes,
        'extract.w3c': () => 0.01,
      },
      100,
    )
    expect(log).toEqual([
      'consumer.eachMessage',
      'consumer.withMessage',
      'extract.w3c',
      'consumer.eachMessage',
      'consumer.withMessage',
      'consumer.eachMessage',
    ])
  })

  it('measures all once, and ends in time', async () => {
    expect(await order({ 'extract.w3c': () => 1, 'inject.w3c': () => 1 }, 1)).toEqual(['extract.w3c', 'inject.w3c'])
    expect(await order({ 'extract.w3c': () => 1 }, 4)).toHaveLength(4)
  })

  it('gives every key the sets of processes that a verdict takes before it makes any interval narrower', async () => {
    const log: string[] = []
    let now = 0
    const experiments = [
      experiment(
        'extract.w3c',
        log,
        () => 1,
        () => now++,
      ),
      experiment(
        'consumer.eachMessage',
        log,
        () => 0.1,
        () => (now += 10),
        1,
      ),
    ]
    const keys = ['extract.w3c', 'consumer.eachMessage']
    await measureAll(experiments, { keys, endsAt: 33, now: () => now, onProgress: () => undefined })
    expect(log.join(' ')).toBe(
      'extract.w3c consumer.eachMessage consumer.eachMessage consumer.eachMessage extract.w3c extract.w3c',
    )
  })

  it('adds less to what has had much', async () => {
    const log = await order({ 'extract.w3c': () => 0.5, 'inject.w3c': () => 0.2 }, 14)
    expect(log.filter((key) => key === 'inject.w3c').length).toBeGreaterThan(3)
  })

  it('mirrors what runs in turn', () => expect(mirrored(['a', 'b', 'c']).join('')).toBe('abccba'))
})
