import { describe, expect, it } from '@jest/globals'
import { keyNamed } from '../keys'
import { verdictOf } from './verdict'

const of = (value: number, low: number, high: number, rounds = 12, generations = 3) => ({
  value,
  interval: [low, high] as const,
  rounds,
  generations,
})

describe('the verdict', () => {
  it.each([
    ['producer.perSend', of(0.985, 0.97, 0.999), 'holds'],
    ['producer.perSend', of(0.985, 0.96, 0.999), 'inconclusive'],
    ['producer.perSend', of(0.975, 0.97, 0.999), 'misses'],
    ['consumer.eachMessage', of(0.75, 0.72, 0.78), 'holds'],
    ['consumer.eachMessage', of(0.75, 0.71, 0.78), 'inconclusive'],
    ['consumer.eachMessage', of(0.74, 0.73, 0.78), 'misses'],
    ['consumer.vsOtel', of(3, 2.92, 3.09), 'holds'],
    ['consumer.vsOtel', of(3, 2.9, 3.09), 'inconclusive'],
    ['inject.w3c', of(0.3, 0.28, 0.34), 'holds'],
    ['inject.w3c', of(0.31, 0.29, 0.34), 'misses'],
  ])('of %s at %j is %s', (key, estimate, verdict) => expect(verdictOf(keyNamed(key), estimate)).toBe(verdict))

  it.each([
    [of(80, 60, 99), 'holds'],
    [of(80, 60, 101), 'inconclusive'],
    [of(120, 101, 140), 'misses'],
  ])('of what is judged by its worse end, %j, is %s', (estimate, verdict) =>
    expect(verdictOf(keyNamed('extract.hostile'), estimate)).toBe(verdict),
  )

  it('is not given by few rounds', () => {
    expect(verdictOf(keyNamed('inject.w3c'), of(0.2, 0.2, 0.2, 3))).toBe('inconclusive')
    expect(verdictOf(keyNamed('extract.hostile'), of(200, 190, 210, 3))).toBe('inconclusive')
    expect(verdictOf(keyNamed('inject.w3c'), of(0.2, 0.2, 0.2, 24, 2))).toBe('inconclusive')
  })

  it('takes a target that depends on what was measured', () => {
    expect(verdictOf(keyNamed('latency.p99Added'), of(2, 1, 3), 4)).toBe('holds')
  })
})
