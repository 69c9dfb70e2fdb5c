import { afterEach, describe, expect, it, jest } from '@jest/globals'
import { now, Timer } from './clock'

describe('clock', () => {
  afterEach(() => void jest.restoreAllMocks())

  it('agrees with the wall clock and never steps back', () => {
    let last = now()
    expect(Math.abs(last - Date.now())).toBeLessThanOrEqual(3)
    for (let i = 0; i < 1000; i++) {
      const next = now()
      expect(next).toBeGreaterThanOrEqual(last)
      last = next
    }
  })
  it('follows the wall clock when it is set', () => {
    const later = Date.now() + 60_000
    jest.spyOn(Date, 'now').mockReturnValue(later)
    expect(now()).toBe(later)
  })
  it('takes a pause between its two readings for no drift', () => {
    const before = now()
    jest.spyOn(Date, 'now').mockReturnValueOnce(Math.floor(before) - 500)
    const next = now()
    expect(next).toBeGreaterThanOrEqual(before)
    expect(now()).toBeGreaterThanOrEqual(next)
  })
  it('measures a duration that the wall clock does not reach', () => {
    const timer = new Timer()
    jest.spyOn(Date, 'now').mockReturnValue(0)
    expect(timer.end()).toBeGreaterThanOrEqual(timer.startTime)
  })
})
