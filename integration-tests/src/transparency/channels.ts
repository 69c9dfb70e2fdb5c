/** What of a client's behaviour is compared. A scenario states which of these it observes; the others are printed. */
export const CHANNELS = {
  result: 'what a call gave, and whether by a promise',
  error: 'class, message, retriable flag and cause of an error, and whether it was thrown or rejected',
  handler: "a handler's payload: members, types, bytes, methods",
  order: 'what happened before what',
  awaiting: "that the client waits for a handler's end, or does not",
  offsets: 'committed offsets, as an admin client reads them',
  heartbeats: 'that the group is told of a living member',
  events: "the client's instrumentation events and log entries",
  records: 'what a plain client reads afterwards',
  inputs: "that the caller's objects are as they were",
} as const

export type Channel = keyof typeof CHANNELS
export const CHANNEL_NAMES = Object.keys(CHANNELS) as readonly Channel[]
