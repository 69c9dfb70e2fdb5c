import { expect, test } from '@jest/globals'
import { waitFor } from './condition'

test('asks until the answer is neither undefined nor false, and gives it back', async () => {
  const answers = [undefined, false, 0]
  expect(await waitFor('an answer', () => answers.shift(), { intervalMs: 1 })).toBe(0)
})

test('says after the deadline what it saw last', async () => {
  const check = () => Promise.reject(new Error('connection\n refused'))
  await expect(waitFor('the broker', check, { deadlineMs: 20, intervalMs: 1 })).rejects.toThrow(
    /^the broker: waited 0.02 s: last seen: connection \| refused$/,
  )
})

test('gives up before the deadline when it became hopeless', async () => {
  const wait = waitFor('the broker', () => false, { hopeless: () => 'it ended', remedy: () => 'look at its log' })
  await expect(wait).rejects.toThrow('the broker: it ended: look at its log')
})

test('rejects with the reason of its signal', async () => {
  const controller = new AbortController()
  const wait = waitFor('the broker', () => false, { signal: controller.signal, intervalMs: 1 })
  controller.abort(new Error('no longer wanted'))
  await expect(wait).rejects.toThrow('no longer wanted')
})
