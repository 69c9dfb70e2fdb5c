import type { Behaviour } from './behaviour'
import { contents } from './contents'
import { links } from './links'
import { parents } from './parents'

export { perform, Stage, REMOTE, remoteHeaders, type Behaviour } from './behaviour'

/** What each tracer must do alike; the first asks whether it does anything at all. */
export const behaviours: readonly Behaviour[] = [...parents, ...links, ...contents]
