/** One name a topic: backends group by name, so it holds no partition, key or group. */
export const spanNames = {
  send: (topic: string) => `send ${topic}`,
  process: (topic: string) => `process ${topic}`,
  processBatch: (topic: string) => `process batch ${topic}`,
} as const
