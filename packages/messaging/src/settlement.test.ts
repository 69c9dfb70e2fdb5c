import { describe, expect, it, jest } from '@jest/globals'
import { observeSettlement } from './settlement'

const watch = () => ({ resolved: jest.fn(), failed: jest.fn() })

describe('observeSettlement', () => {
  it('tells before the caller learns it', async () => {
    const settled = watch()
    await expect(observeSettlement(() => Promise.resolve(1), settled)).resolves.toBe(1)
    expect(settled.resolved).toHaveBeenCalledWith(1)
  })
  it('hands on another promise than the one that it watches, whose rejection counts as handled', async () => {
    const watched = Promise.reject(new Error('broke'))
    const given = observeSettlement(() => watched, watch())
    expect(given).not.toBe(watched)
    await expect(given).rejects.toThrow('broke')
  })
  it('gives back what is no promise', () => {
    const settled = watch()
    expect(observeSettlement(() => 'x', settled)).toBe('x')
    expect(settled.resolved).toHaveBeenCalledWith('x')
  })
  it('throws what is thrown', () => {
    const settled = watch()
    const error = new Error('broke')
    const broken = () => {
      throw error
    }
    expect(() => observeSettlement(broken, settled)).toThrow(error)
    expect(settled.failed).toHaveBeenCalledWith(error)
  })
  it('leaves a rejection to the caller', async () => {
    const settled = watch()
    const error = new Error('broke')
    await expect(observeSettlement(() => Promise.reject(error), settled)).rejects.toBe(error)
    expect(settled.failed).toHaveBeenCalledWith(error)
  })
  it('runs a lazy thenable once', async () => {
    const then = jest.fn((resolve: (value: string) => void) => resolve('rows'))
    await expect(observeSettlement(() => ({ then }) as unknown as Promise<string>, watch())).resolves.toBe('rows')
    expect(then).toHaveBeenCalledTimes(1)
  })
})
