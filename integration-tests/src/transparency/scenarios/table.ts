import type { Scenario } from '../scenario'
import { headers } from './headers'
import { messageObjects } from './message-objects'
import { messages } from './messages'
import { sends } from './sends'

/** Every scenario, by theme. */
export const TABLE: readonly Scenario[] = [...headers, ...messages, ...messageObjects, ...sends]
