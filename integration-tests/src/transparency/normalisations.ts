import type { Channel } from './channels'
import type { Plain } from './plain'
import type { Entry } from './recorder'

/** What is known of a run that shows in its values. */
export interface RunFacts {
  /** that all names of the run begin with */
  readonly prefix: string
  /** milliseconds since 1970 */
  readonly startedAt: number
}

/** Something that two runs of one client differ in as well: taken out before two clients are compared. */
export interface Normalisation {
  readonly name: string
  readonly reason: string
  readonly channels: readonly Channel[] | 'all'
  /** each value within an entry, the innermost first; `key` is the member it stands under, or nothing */
  readonly value?: (value: Plain, key: string | undefined, facts: RunFacts) => Plain
  readonly entries?: (entries: readonly Entry[]) => readonly Entry[]
}

const OURS = /^(traceparent|tracestate|uber-trace-id|baggage|uberctx-.*)$/i
const MEASURED = ['duration', 'pendingDuration', 'retryTime', 'sentAt', 'createdAt', 'correlationId', 'size']
const CLOCK = ['timestamp', 'firstTimestamp', 'maxTimestamp']
const PLACE = ['broker', 'host', 'port', 'nodeId', 'leader', 'clientHost']
const POLLED = /^(consumer\.(heartbeat|fetch|fetch_start)|(consumer|producer)\.network\.)/

export const NORMALISATIONS: readonly Normalisation[] = [
  {
    name: 'names',
    reason: 'each run has topics, groups and clients of its own',
    channels: 'all',
    value: (value, _key, { prefix }) => (typeof value === 'string' ? value.replaceAll(prefix, '~') : value),
  },
  {
    name: 'trace headers',
    reason: 'to write them is what the wrappers are for; every other header is compared byte for byte',
    channels: ['handler', 'records'],
    value: (value, key) =>
      key === 'headers' && Array.isArray(value) ? value.filter((each: Plain) => !isOurs(each)) : value,
  },
  {
    name: 'clock',
    reason: 'records and events are stamped with the time; one that the caller gave is kept',
    channels: 'all',
    value: (value, key, { startedAt }) =>
      CLOCK.includes(key ?? '') && Math.abs(timeOf(value) - startedAt) < 600_000 ? 'the time' : value,
  },
  {
    name: 'measured',
    reason: 'durations, request numbers and the bytes of a request, in which our headers are',
    channels: ['error', 'events', 'result'],
    value: (value, key) => (MEASURED.includes(key ?? '') && typeof value === 'number' ? 'measured' : value),
  },
  {
    name: 'members',
    reason: 'the coordinator gives each member of a group a random id',
    channels: ['events', 'handler', 'result', 'error'],
    value: (value) => (typeof value === 'string' ? value.replace(/~client-[0-9a-f-]{36}/g, '~client-member') : value),
  },
  {
    name: 'brokers',
    reason: 'which broker leads a partition or coordinates a group is chosen anew for each',
    channels: ['error', 'events', 'result'],
    value: (value, key) => {
      if (PLACE.includes(key ?? '') && value !== null && typeof value !== 'object') return 'a broker'
      return typeof value === 'string' ? value.replace(/127\.0\.0\.1:\d+/g, 'a broker') : value
    },
  },
  {
    name: 'producers',
    reason: 'the broker gives each idempotent producer a number',
    channels: ['handler', 'records'],
    value: (value, key) => (key === 'producerId' && value !== '-1' ? 'a number' : value),
  },
  {
    name: 'event numbers',
    reason: 'kafkajs numbers all events of a process',
    channels: ['events'],
    value: (value, key) => (key === 'id' && typeof value === 'number' ? 'a number' : value),
  },
  {
    name: 'order of answers',
    reason: 'what a send gives is in the order in which the brokers answer',
    channels: ['result'],
    value: (value) => (Array.isArray(value) && value.every(isMetadata) ? [...value].sort(byPlace) : value),
  },
  {
    name: 'polling',
    reason: 'how often a client asks depends on time: of these events only that they come is compared',
    channels: ['events'],
    entries: (entries) => {
      const polled = [...new Set(entries.map(({ label }) => label).filter((label) => POLLED.test(label)))].sort()
      return [
        ...entries.filter(({ label }) => !POLLED.test(label)),
        ...polled.map((label) => ({ label, value: 'comes' })),
      ]
    },
  },
]

function isOurs(header: Plain): boolean {
  const { header: name } = (header ?? {}) as { header?: Plain }
  return typeof name === 'string' && OURS.test(name)
}

function timeOf(value: Plain): number {
  return typeof value === 'string' && value.includes('T') ? Date.parse(value) : Number(value)
}

function isMetadata(item: Plain): item is { topicName: string; partition: number } {
  return typeof (item as { topicName?: Plain } | null)?.topicName === 'string'
}

function byPlace(a: Plain, b: Plain): number {
  const place = (item: Plain) => {
    const { topicName, partition } = item as { topicName: string; partition: number }
    return `${topicName} ${String(partition).padStart(5)}`
  }
  return place(a).localeCompare(place(b))
}
