import { describe, expect, it } from '@jest/globals'
import type { Channel } from './channels'
import { NORMALISATIONS } from './normalisations'
import { Normaliser } from './normalise'
import { Recorder } from './recorder'

const facts = { prefix: 'w-r1-', startedAt: Date.now() }

function normalised(channel: Channel, value: unknown, label = 'label') {
  const recorder = new Recorder()
  recorder.note(channel, label, value)
  return new Normaliser().normalise(recorder.close(), facts)[channel][0]?.value
}

describe('Normaliser', () => {
  it('takes out what differs by nature', () => {
    expect(normalised('error', { topic: 'w-r1-orders', retryTime: 17 })).toEqual({
      topic: '~orders',
      retryTime: 'measured',
    })
    expect(normalised('events', { memberId: 'w-r1-client-00000000-0000-4000-8000-000000000000' })).toEqual({
      memberId: '~client-member',
    })
    expect(normalised('error', { broker: '127.0.0.1:9092', message: 'to 127.0.0.1:9092' })).toEqual({
      broker: 'a broker',
      message: 'to a broker',
    })
  })
  it('takes out our headers, and no other', () => {
    const header = (name: string) => ({ header: name, value: 'x' })
    const ours = ['traceparent', 'Uber-Trace-Id', 'uberctx-user', 'baggage'].map(header)
    const others = ['own', 'traceparent2', 'x-baggage', 'uberctx'].map(header)
    expect(normalised('records', { headers: [...ours, ...others] })).toEqual({ headers: others })
    expect(normalised('inputs', { headers: ours })).toEqual({ headers: ours })
  })
  it('keeps the timestamp that a caller gave', () => {
    expect(normalised('records', { timestamp: String(Date.now()) })).toEqual({ timestamp: 'the time' })
    expect(normalised('records', { timestamp: '1600000000000' })).toEqual({ timestamp: '1600000000000' })
  })
  it('orders what a send gives, and nothing else', () => {
    const [a, b] = [
      { topicName: 'a', partition: 0 },
      { topicName: 'b', partition: 0 },
    ]
    expect(normalised('result', [b, a])).toEqual([a, b])
    expect(normalised('result', ['b', 'a'])).toEqual(['b', 'a'])
    expect(normalised('order', [b, a])).toEqual([b, a])
  })
  it('counts no polling, and every other event', () => {
    const recorder = new Recorder()
    for (const label of ['consumer.fetch', 'consumer.stop', 'consumer.fetch', 'consumer.stop'])
      recorder.note('events', label)
    const { events } = new Normaliser().normalise(recorder.close(), facts)
    expect(events.map(({ label }) => label)).toEqual(['consumer.stop', 'consumer.stop', 'consumer.fetch'])
  })
  it('knows which normalisations changed nothing', () => {
    const normaliser = new Normaliser()
    expect(normaliser.unused).toHaveLength(NORMALISATIONS.length)
    const recorder = new Recorder()
    recorder.note('order', 'w-r1-orders')
    normaliser.normalise(recorder.close(), facts)
    expect(normaliser.unused).not.toContain('names')
    expect(normaliser.unused).toHaveLength(NORMALISATIONS.length - 1)
  })
  it('has a reason for each', () => {
    for (const { reason } of NORMALISATIONS) expect(reason.length).toBeGreaterThan(20)
  })
})
